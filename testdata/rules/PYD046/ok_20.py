"""Where it is not certain that the object is no input."""

from collections import UserDict
from typing import Any, NamedTuple, Protocol
from unittest.mock import Mock

import pytest
from elsewhere import Base as Unknown
from elsewhere import decorated, special
from pydantic import (
    BaseModel,
    ConfigDict,
    RootModel,
    ValidationError,
    model_validator,
    root_validator,
)
from pydantic.v1 import BaseModel as Old
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

DYNAMIC = True


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)


class Plain:
    id = 1


class Out(BaseModel):
    id: int


class Settings(UserDict):
    pass


class Pair(NamedTuple):
    id: int


class HasId(Protocol):
    id: int


class Foreign(Unknown):
    id = 1


@decorated
class Decorated:
    id = 1


class Field:
    def __get__(self, instance, owner):
        return {"id": 1}


class Holder:
    field: Field = Field()


class Mixin:
    pass


class MixinModel(Mixin, BaseModel):
    id: int = 1


class Known:
    def __get_pydantic_core_schema__(self, source, handler):
        return handler(source)


class OldModel(Old):
    id: int


class Open(BaseModel):
    model_config = ConfigDict(from_attributes=DYNAMIC)
    id: int


class Inherited(BaseModel, from_attributes=True):
    id: int


class Heir(Inherited):
    name: str = ""


class Wrapped(BaseModel):
    id: int

    @model_validator(mode="wrap")
    @classmethod
    def convert(cls, data, handler):
        return handler({"id": data.id})


class Rooted(BaseModel):
    id: int

    @root_validator(pre=True)
    def convert(cls, data):
        return {"id": data.id}


class Special(BaseModel):
    id: int

    @special
    def convert(cls, data):
        return data


class Maker(BaseModel):
    id: int
    _convert = model_validator(mode="before")(lambda cls, data: {"id": data.id})


class Own(BaseModel):
    id: int

    @classmethod
    def model_validate(cls, obj, **kwargs):
        return super().model_validate({"id": obj.id}, **kwargs)

    def copy_of(self, other: "Own"):
        return type(self).model_validate(other)


class Root(RootModel[Any]):
    pass


class Base2(BaseModel):
    id: int

    @classmethod
    def of(cls, user: User):
        return cls.model_validate(user)


def known(
    user: User,
    maybe: User | None,
    default: User = None,
    mocked: User = Mock(),
    settings: Settings = Settings(),
    pair: Pair = Pair(1),
    has: HasId = Plain(),
    foreign: Foreign = Foreign(),
    made: Decorated = Decorated(),
    mixin: Mixin = Mixin(),
    holder: Holder = Holder(),
    special: Known = Known(),
    old: OldModel = OldModel(id=1),
) -> None:
    Out.model_validate(maybe)
    Out.model_validate(default)
    Out.model_validate(settings)
    Out.model_validate(pair)
    Out.model_validate(has)
    Out.model_validate(foreign)
    Out.model_validate(made)
    Out.model_validate(mixin)
    Out.model_validate(holder.field)
    Out.model_validate(special)
    Out.model_validate(old)
    Out.model_validate(user, from_attributes=True)
    Out.model_validate(*[user])
    Open.model_validate(user)
    Heir.model_validate(user)
    Wrapped.model_validate(user)
    Rooted.model_validate(user)
    Special.model_validate(user)
    Maker.model_validate(user)
    Own.model_validate(user)
    Root.model_validate(user)
    mocked = Mock()
    Out.model_validate(mocked)
    if isinstance(user, dict):
        Out.model_validate(user)
    with pytest.raises(ValidationError):
        Out.model_validate(user)


def rebound(user: User) -> Out:
    user = user.__dict__
    return Out.model_validate(user)


async def rows(db: AsyncSession, sync: Session, other) -> None:
    row = (await db.execute(select(User))).first()
    Out.model_validate(row)
    number = await db.scalar(select(User.id))
    Out.model_validate(number)
    mapping = (await db.execute(select(User))).mappings().one()
    Out.model_validate(mapping)
    for line in await db.execute(select(User)):
        Out.model_validate(line)
    Out.model_validate(await other.get(User, 1))
    Out.model_validate(sync.query(User, User.id).first())
    Out.model_validate(sync.query(User).with_entities(User.id).first())
    Out.model_validate(sync.scalar(select(User).with_only_columns(User.id)))


def loops(rows: list, mixed: dict[str, dict]) -> None:
    grown = [Plain()]
    grown.append({"id": 1})
    several = [Plain(), {"id": 1}]
    for row in grown:
        Out.model_validate(row)
    for row in several:
        Out.model_validate(row)
    for row in []:
        Out.model_validate(row)
    for row in rows:
        Out.model_validate(row)
    for value in mixed.values():
        Out.model_validate(value)
    for name, value in {"a": Plain()}.items():
        Out.model_validate(value)
