"""The class is made."""

raises = r"InvalidRequestError: Attribute name 'metadata' is reserved"
skip = {"good_20": "its classes have no primary key"}
