from typing import Any, List, Union

from pydantic import BaseModel, ConfigDict, root_validator


class Base(BaseModel):
    model_config = ConfigDict(frozen=True)


class OwnBase(Base):
    __root__: List[int]


class TwoFields(BaseModel):
    __root__: List[int]
    other: int


class Arbitrary(BaseModel):
    __root__: List[int]

    class Config:
        arbitrary_types_allowed = True
        extra = "forbid"


class Checked(BaseModel):
    __root__: List[int]

    @root_validator(pre=True)
    def check(cls, values: dict) -> dict:
        return {"__root__": values["__root__"][:3]}


class Named(BaseModel):
    __root__: List[int]

    @property
    def root(self) -> List[int]:
        return self.__root__


class Value(BaseModel):
    __root__ = 3


class Inferred(BaseModel):
    __root__: int
    x = 3


class Unknown(BaseModel, **{}):
    __root__: int


def use(named: Named, own: OwnBase) -> Any:
    return named.__root__, own.dict()["__root__"], Named(__root__=[1]), Value(__root__=[1])
