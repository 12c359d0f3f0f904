"""The statements are made."""

raises = r"TypeError: Boolean value of this clause is not defined"


def bad_1(m):
    where = str(m.stmt.whereclause)
    assert "BETWEEN" in where, where
