from sqlalchemy.engine import Connection


def load(conn: Connection, values: dict) -> None:
    conn.execute("SELECT :a", values)
