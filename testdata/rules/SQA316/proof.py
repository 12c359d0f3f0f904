"""The classes are mapped."""

raises = r"InvalidRequestError: Class .* does not have a __table__ or __tablename__"
