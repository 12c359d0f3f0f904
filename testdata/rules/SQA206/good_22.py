from sqlalchemy import text
from sqlalchemy.engine import Connection


def load(conn: Connection, values: dict) -> None:
    conn.execute(text("SELECT :a"), values)
