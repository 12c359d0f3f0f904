from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session


class Writer:
    def flush(self, what: list) -> None:
        pass


def write(session: Session, conn: Connection, writer: Writer, unknown):
    session.flush()
    writer.flush([1])
    unknown.flush([1])
    row = conn.execute(text("SELECT 1")).one()
    # Only 2.1 has something else for these.
    return row._tuple(), session.execute(select(1)).tuples().all(), select(1).distinct(text("a"))
