from sqlalchemy.engine import Connection


def load(conn: Connection, values: dict) -> None:
    conn.execute("SELECT ?", (1,))
    conn.execute("SELECT %s", [1])
    conn.execute("SELECT %(a)s", {"a": 1})
    conn.execute("SELECT :a, :b", {"a": 1})
    conn.execute("SELECT a FROM t WHERE at = '12:30'")
