from sqlalchemy import Connection, text
from sqlalchemy.orm import Session


def looped(conn: Connection) -> int:
    result = conn.execute(text("SELECT 1"))
    for row in result:
        print(row)
    if result.rowcount:
        return len(result.fetchall())
    return len([row for row in result.mappings()])


def tested(session: Session) -> object:
    result = session.execute(text("SELECT 1"))
    if result.scalar():
        return result.scalar()
    return None


def listed(session: Session) -> object:
    users = session.scalars(text("SELECT 1"))
    found = list(users)
    try:
        return found, users.one()
    finally:
        print(users.first())


def closed(session: Session) -> object:
    result = session.execute(text("SELECT 1"))
    row = result.scalars().first()
    return row, result.scalars().all()
