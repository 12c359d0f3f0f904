"""The classes can be made."""

raises = r"InvalidRequestError|TypeError"
