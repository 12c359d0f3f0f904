from typing import Any, ClassVar, Dict, Generic, List, Optional, TypeVar, Union

from pydantic import BaseModel, Field, validator

T = TypeVar("T")


class Pet(BaseModel):
    name: str


class Pets(BaseModel):
    """All pets."""

    __root__: List[Pet]

    limit: ClassVar[int] = 3

    class Config:
        extra = "forbid"

    def __init__(self, pets: List[Any]) -> None:
        super().__init__(__root__=pets)

    def __getitem__(self, i: int) -> Pet:
        return self.__root__[i]

    def add(self, pet: Pet) -> "Pets":
        self.__root__ = [*self.__root__, pet]
        return self

    def raw(self) -> Any:
        return self.dict()["__root__"]


class Score(BaseModel):
    # from 0 to 10
    __root__: int = Field(..., ge=0, le=10)

    @validator('__root__')
    def even(cls, v):
        return v - v % 2

    @classmethod
    def zero(cls) -> "Score":
        return cls(__root__=0)


class Maybe(BaseModel):
    __root__: Optional[int] = None


class Page(BaseModel, Generic[T]):
    __root__: Dict[str, T]  # by name

    class Config:
        title = "page"
        extra = "forbid"


class Tree(BaseModel, extra="forbid"):
    __root__: "Dict[str, Tree]"


class Shape(BaseModel):
    __root__: Union[
        int,  # a circle
        List[int],
    ]


class Plain(BaseModel):
    __root__ = List[int]


class Local(BaseModel):
    class Item(BaseModel):
        x: int

    __root__: List[Item]


class Sub(Pets):
    pass


def use(maybe: Maybe, sub: Sub, pets: Pets) -> Any:
    page = Page[int](
        __root__={"a": 1},
    )
    tree = Tree(__root__={"a": {"b": {}}})
    return (
        maybe.__root__,
        sub.__root__,
        pets.dict(by_alias=True)["__root__"],
        page.__root__,
        tree.__root__,
        [x for pet in pets.__root__ for x in pet.name],
        Shape(__root__=[1, 2]).__root__,
        Plain(__root__=[1]).model_dump()["__root__"],
    )
