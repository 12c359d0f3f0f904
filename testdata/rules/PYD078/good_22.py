from __future__ import annotations

import pydantic
from pydantic import BaseModel, ConfigDict, RootModel

_LIMIT = 3


class One(RootModel[list[str]]): pass


class Two(RootModel[list[str]]):
	pass


class Three(pydantic.RootModel[list[str]]):
    model_config = ConfigDict(frozen=True)


class Four(RootModel):
    """A tree."""

    root: dict[str, Four]


class Five(RootModel):
    # what is left
    root: list[Later] = []

    def first(self) -> str:
        def get() -> Later:
            return self.root[0]

        return f"{get()} of {self.root}"


class Later(BaseModel):
    x: int


class Both(One, BaseModel):
    pass


class New(RootModel[list[int]]):
    def sum(self) -> int:
        return sum(self.root)


ONE = (Both(["a"]), New([1]))
