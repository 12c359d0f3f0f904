"""The default of two rows is not one object."""

import sqlalchemy
from sqlalchemy.orm import Session

raises = r"AssertionError|ValueError\(.mutable default"
skip = {"good_20": "its fields are in an order that no dataclass takes", "bad_21": "imports a module that is not there"}


def observe(m):
    engine = sqlalchemy.create_engine("sqlite://")
    m.Doc.__table__.create(engine)
    with Session(engine) as session:
        a, b = m.Doc(), m.Doc()
        session.add_all([a, b])
        session.flush()
        for name in ("data", "tags", "counts"):
            if hasattr(m.Doc, name):
                assert getattr(a, name) is not getattr(b, name), name
