"""The table has the column."""

raises = r"AssertionError|ArgumentError: .*could not assemble any primary key"


def observe(m):
    assert {"name", "age"} & set(m.User.__table__.c.keys()), m.User.__table__.c.keys()
