"""The tables and properties of the mapped classes."""

warning = r"MovedIn20Warning: .*declarative_base"


def observe(m):
    return [(k, str(c.__table__), list(c.__mapper__.attrs.keys())) for k, c in sorted(vars(m).items()) if hasattr(c, "__mapper__")]
