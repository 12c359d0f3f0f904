"""The error of what was removed."""
raises = r"AttributeError|TypeError|ArgumentError"


def bad_21(m):
    from sqlalchemy import create_engine

    m.run(create_engine("sqlite://"), "a")
