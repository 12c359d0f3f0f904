"""The SQL has all conditions."""

import contextlib
import importlib
import io

raises = r"AssertionError|TypeError: Boolean value of this clause is not defined"


def printed(m):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        importlib.reload(m)
    return " ".join(out.getvalue().split())


def bad_1(m):
    sql = printed(m)
    assert "staff.name = " in sql and "staff.age = " in sql, sql


def bad_20(m):
    for statement in (m.one, m.three, m.five):
        where = str(statement.whereclause)
        assert "name = " in where and "age = " in where, where
    assert "active" in str(m.two.whereclause)
