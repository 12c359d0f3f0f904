from enum import Enum

from sqlalchemy import Connection, text

LIMIT = 10


class Kind(Enum):
    A = "a"


class Limits:
    MAX = 5


def read(conn: Connection, cursor, n: int, raw: str):
    fixed = "abc"
    print(conn.execute(text(f"SELECT {LIMIT} WHERE 'a' = '{Kind.A.value}' AND 1 < {Limits.MAX}")))
    print(conn.execute(text(f"SELECT {n:d}")), conn.execute(text("SELECT " + "1")), conn.execute(text(f"SELECT '{fixed}'")))
    print(cursor.execute(f"SELECT {raw}"), conn.execute(text(raw)), conn.execute(text("SELECT %s" % 1)))
    return raw.format(f"SELECT {raw}")
