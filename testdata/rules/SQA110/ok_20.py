from sqlalchemy import Connection, text
from sqlalchemy.orm import Session


def branches(conn: Connection, many: bool) -> object:
    result = conn.execute(text("SELECT 1"))
    if many:
        return result.all()
    return result.first()


def tried(conn: Connection) -> object:
    result = conn.execute(text("SELECT 1"))
    try:
        return result.one()
    except LookupError:
        return result.all()


def parts(conn: Connection) -> object:
    result = conn.execute(text("SELECT 1"))
    head = result.fetchmany(2)
    return head, result.all(), result.all()


def found(conn: Connection) -> object:
    result = conn.execute(text("SELECT 1"))
    for row in result:
        if row[0]:
            break
    return result.all()


def lazy(conn: Connection) -> object:
    result = conn.execute(text("SELECT 1"))
    some = any(row[0] for row in result)
    return some, result.all()


def each(conn: Connection) -> None:
    for n in range(3):
        result = conn.execute(text("SELECT 1"))
        print(n, result.all())


def passed(session: Session) -> object:
    result = session.execute(text("SELECT 1"))
    print(result.all())
    frozen = result.freeze()
    return frozen, result.all()


def maybe(session: Session, wanted: bool) -> object:
    result = session.execute(text("SELECT 1"))
    value = wanted and result.scalar()
    return value or result.all()
