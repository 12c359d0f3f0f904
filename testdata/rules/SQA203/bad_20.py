from typing import Any

from sqlalchemy import MetaData
from sqlalchemy import orm

NAMES = {"ix": "ix_%(table_name)s"}
# The base of all.
Base: Any = orm.declarative_base(
    metadata=MetaData(
        naming_convention=NAMES,
    ),  # with names
    type_annotation_map={},
    name="Base",
)  # shared
print(Base)
