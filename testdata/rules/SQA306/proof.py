"""The class can be made."""

raises = r"MappedAnnotationError|ArgumentError"
