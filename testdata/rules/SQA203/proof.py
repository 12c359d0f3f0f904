"""The base and the classes that derive from it."""

import kit


def observe(m):
    out = []
    for name, value in sorted(vars(m).items()):
        if hasattr(value, "__mapper__"):
            out.append((name, str(value.__table__), list(value.__mapper__.attrs.keys())))
        elif hasattr(value, "registry") and hasattr(value, "metadata"):
            out.append((name, value.__name__, value.metadata.naming_convention, value.registry.type_annotation_map, hasattr(value, "key")))
    return out
