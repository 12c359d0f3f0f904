"""The variable is read."""

import os


def read(make, name, field, value="7"):
    os.environ[name] = value
    try:
        got = getattr(make(), field)
    except Exception as e:
        raise AssertionError(f"{name} is not read: {e}") from e
    finally:
        del os.environ[name]
    assert str(got) == value, f"{name} is not read"


def bad_1(m):
    read(m.Settings, "PYD_DATABASE_URL", "database")


def bad_20(m):
    os.environ["TOKEN"] = "t"
    read(m.Settings, "A_URL", "a")
    read(m.Settings, "B_URL", "b")
    read(m.Prefixed, "LEVEL", "level")


def bad_21(m):
    read(m.Settings, "A_URL", "a")


def bad_22(m):
    read(m.Settings, "XC", "c")
