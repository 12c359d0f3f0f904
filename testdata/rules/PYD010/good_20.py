import pydantic
from typing import TypedDict, final


class Base(TypedDict):
    x: int


@final
@pydantic.with_config(pydantic.ConfigDict(
    strict=True,
))
class Row(Base):
    """A row."""

    name: str


@pydantic.with_config({"strict": True})
class Only(Base):
    pass  # strictly
