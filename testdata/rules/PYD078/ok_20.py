from typing import Any, Union

from pydantic import VERSION, BaseModel, RootModel


class Tags(RootModel[list[str]]):
    pass


class OldName:
    @property
    def __root__(self) -> object:
        return self.root


class Shim(OldName, RootModel[list[str]]):
    pass


class Other(BaseModel):
    x: int


class Plain:
    __root__: int = 3

    def __init__(self, __root__: int) -> None: ...


if VERSION.startswith("1."):

    class Old(BaseModel):
        __root__: int


def use(shim: Shim, plain: Plain, any_: Any, some: Union[Tags, Plain], other: Other) -> object:
    return shim.__root__, plain.__root__, any_.__root__, some.__root__, Plain(__root__=3), dict(__root__=3)


def keys(tags: Tags, raw: dict, other: Other) -> object:
    return raw["__root__"], other.model_dump()["__root__"], tags.model_dump()[0], {"__root__": tags.root}


def both(tags: Tags) -> object:
    if hasattr(tags, "__root__"):
        return tags.__root__
    if isinstance(tags, Plain):
        return tags.__root__
    return tags.root
