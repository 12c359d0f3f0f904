import sqlite3

from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session


def run(session: Session, conn: Connection, cursor, kwargs: dict, rows: list, one: dict, two: dict):
    session.execute(text("SELECT :a"), params={"a": 1}, bind_arguments={})
    conn.execute(text("SELECT :a"), rows)
    conn.execute(text("SELECT :a"), parameters=rows, **kwargs)
    cursor.execute("SELECT ?", (1,))
    cursor.execute("SELECT :a", a=1)
    sqlite3.connect(":memory:").execute("SELECT ?", (1,))
    conn.execute(text("SELECT :a"), (one, two))
    return session.scalars(select(1), execution_options={})
