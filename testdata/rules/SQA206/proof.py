"""The statement runs."""

import sqlalchemy

raises = r"ObjectNotExecutableError: Not an executable object|ArgumentError: List argument must consist"
skip = {"bad_20": "needs alembic"}


def load(m, values):
    with sqlalchemy.create_engine("sqlite://").connect() as connection:
        m.load(connection, values)


def bad_21(m):
    load(m, {})


def bad_22(m):
    load(m, {"a": 1})
