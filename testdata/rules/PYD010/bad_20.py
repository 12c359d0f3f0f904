import pydantic
from typing import TypedDict, final


class Base(TypedDict):
    x: int


@final
class Row(Base):
    """A row."""

    name: str

    __pydantic_config__: pydantic.ConfigDict = pydantic.ConfigDict(
        strict=True,
    )


class Only(Base):
    __pydantic_config__ = {"strict": True}  # strictly
