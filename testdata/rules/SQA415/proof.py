"""The rows of the pages."""

import sqlalchemy
from sqlalchemy.orm import Session


def session_of(m, **values):
    engine = sqlalchemy.create_engine("sqlite://")
    m.Base.metadata.create_all(engine)
    session = Session(engine)
    session.add_all([m.User(id=n, **values) for n in range(1, 6)])
    session.commit()
    return session


def bad_1(m):
    session = session_of(m)
    return [[user.id for user in m.page(session, offset, 2)] for offset in (0, 2, 4)]


def bad_20(m):
    rows, names = m.pages(session_of(m, name="a"), 0)
    return [row[0].id for row in rows], names
