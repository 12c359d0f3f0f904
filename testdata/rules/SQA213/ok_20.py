from sqlalchemy import Column, Integer, MetaData, Table, insert, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

t = Table("t", MetaData(), Column("id", Integer))


def change(session: Session, obj, cache: dict, tables, kwargs):
    session.delete(obj)
    cache.update({"a": 1}, b=2)
    tables[0].delete(obj)
    return insert(t), postgresql.insert(t), update(t).values({"id": 1}), t.delete(), insert(t, **kwargs)
