from typing import Any, ClassVar, Dict, Generic, List, Optional, TypeVar, Union

from pydantic import BaseModel, Field, RootModel, validator

T = TypeVar("T")


class Pet(BaseModel):
    name: str


class Pets(RootModel[List[Pet]]):
    """All pets."""

    limit: ClassVar[int] = 3

    def __init__(self, pets: List[Any]) -> None:
        super().__init__(pets)

    def __getitem__(self, i: int) -> Pet:
        return self.root[i]

    def add(self, pet: Pet) -> "Pets":
        self.root = [*self.root, pet]
        return self

    def raw(self) -> Any:
        return self.dict()


class Score(RootModel[int]):
    # from 0 to 10
    root: int = Field(..., ge=0, le=10)

    @validator('root')
    def even(cls, v):
        return v - v % 2

    @classmethod
    def zero(cls) -> "Score":
        return cls(0)


class Maybe(RootModel[Optional[int]]):
    root: Optional[int] = None


class Page(RootModel[Dict[str, T]], Generic[T]):
    # by name

    class Config:
        title = "page"


class Tree(RootModel["Dict[str, Tree]"]):
    pass


class Shape(RootModel[Union[
    int,  # a circle
    List[int],
]]):
    pass


class Plain(RootModel[List[int]]):
    pass


class Local(RootModel):
    class Item(BaseModel):
        x: int

    root: List[Item]


class Sub(Pets):
    pass


def use(maybe: Maybe, sub: Sub, pets: Pets) -> Any:
    page = Page[int](
        {"a": 1},
    )
    tree = Tree({"a": {"b": {}}})
    return (
        maybe.root,
        sub.root,
        pets.dict(by_alias=True),
        page.root,
        tree.root,
        [x for pet in pets.root for x in pet.name],
        Shape([1, 2]).root,
        Plain([1]).model_dump(),
    )
