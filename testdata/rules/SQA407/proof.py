"""The SQL of the statement."""

raises = r"ArgumentError"


def observe(m):
    assert "DESC" in str(m.stmt)
