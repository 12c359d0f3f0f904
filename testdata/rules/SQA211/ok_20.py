from sqlalchemy import Column, Integer, MetaData, Table, select
from sqlalchemy.orm import joinedload

t = Table("t", MetaData(), Column("id", Integer))


def defer(name: str) -> str:
    return name


def load(path, other):
    print(",".join("ab"), path.join("x"), defer("x"), other.joinedload("x"), other.options(other.defer("x")))
    return select(t).join(t.alias()), joinedload("*")
