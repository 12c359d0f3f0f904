from __future__ import annotations

import pydantic
from pydantic import BaseModel, ConfigDict, Extra, RootModel

_LIMIT = 3


class One(BaseModel): __root__: list[str]


class Two(BaseModel):
	__root__: list[str]
	class Config:
		extra = Extra.forbid


class Three(pydantic.BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    __root__: (
        list[str]
    )


class Four(BaseModel):
    """A tree."""

    __root__: dict[str, Four]


class Five(BaseModel):
    model_config = {"extra": "allow"}

    # what is left
    __root__: list[Later] = []

    def first(self) -> str:
        def get() -> Later:
            return self.__root__[0]

        return f"{get()} of {self.__root__}"


class Later(BaseModel):
    x: int


class Both(One, BaseModel):
    pass


class New(RootModel[list[int]]):
    def sum(self) -> int:
        return sum(self.__root__)


ONE = (Both(__root__=["a"]), New(__root__=[1]))
