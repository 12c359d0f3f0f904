"""What the names stand for; `future` itself goes."""

skip = {"bad_20": "imports a module that 2.0 does not have"}


def observe(m):
    return {name: repr(value) for name, value in sorted(vars(m).items()) if not name.startswith("_") and type(value).__name__ != "module"}
