"""The statements, run on rows."""

import sqlalchemy

warning = r"SADeprecationWarning: Invoking and_\(\) without arguments is deprecated"


def rows(statement):
    with sqlalchemy.create_engine("sqlite://").connect() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE t (a)"))
        connection.execute(sqlalchemy.text("INSERT INTO t VALUES (1), (2)"))
        return connection.execute(sqlalchemy.text(statement)).all()


def bad_1(m):
    return rows(m.find(None)), rows(m.find(1).replace(":a_1", "1"))


def bad_20(m):
    return str(m.find(["a"], 1).whereclause)
