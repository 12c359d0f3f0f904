"""The indexes of the table."""


def observe(m):
    table = m.User.__table__
    assert not [i for i in table.indexes if list(i.columns) == list(table.primary_key)]
