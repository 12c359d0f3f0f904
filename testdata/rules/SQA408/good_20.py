from enum import Enum

from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session


class Kind(Enum):
    A = "a"


def read(conn: Connection, session: Session, name: str, user, ids: list[int], table: str, kind: Kind):
    stmt = text("SELECT 1 WHERE 'x' = :name OR 'y' = :name").bindparams(name=name)
    print(conn.execute(stmt).all())
    print(session.scalar(text(f"SELECT id FROM users WHERE id BETWEEN {user.id} AND {user_id(user)}")))
    print(conn.execute(text(f"SELECT 1 WHERE 1 IN ({ids})")), conn.execute(text(f"SELECT 1 WHERE 'a' LIKE '%{name}%'")))
    print(conn.execute(text("SELECT %s" % name)), conn.execute(text("SELECT {}".format(name))), conn.exec_driver_sql("SELECT " + name))
    print(conn.execute(text(f"SELECT count(*) FROM {table}")))
    conn.execute(
        text("INSERT INTO t (a, b) VALUES (:name, :user_id)"),
        {"name": name, "user_id": user.id},
    )
    return select(text(f"a = {name!r}"))


def user_id(user):
    return user.id


def names(conn: Connection, column: str, mode: str):
    conn.execute(text("SELECT NEW.{column}".format(column=column)))
    conn.execute(text("SELECT 1 FROM %s" % column))
    conn.execute(text("SELECT 1 FROM " + column))
    conn.exec_driver_sql(f"BEGIN {mode}")
    conn.execute(text(f"SELECT {column} FROM {mode}"))
    conn.execute(text(f"UPDATE t SET {column} = {mode}"))
    conn.exec_driver_sql(f"DO $$ BEGIN {mode} END $$")
    conn.execute(text(f"INSERT INTO t (a) VALUES {mode}"))
