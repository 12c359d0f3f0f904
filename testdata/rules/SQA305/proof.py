"""The class can be made and its mapper configured."""

raises = r"MappedAnnotationError|ArgumentError"


def observe(m):
    m.Base.registry.configure()
