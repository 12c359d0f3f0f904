from typing import TYPE_CHECKING, Callable, Generator

from bson import ObjectId
from pydantic import BaseModel, Field

if TYPE_CHECKING:
    from pydantic.typing import CallableGenerator


class PyObjectId(ObjectId):
    """An id."""

    @classmethod
    def __get_validators__(cls) -> Generator[Callable, None, None]:
        # the value comes as it is
        yield cls.check

    @classmethod
    def check(cls, v) -> "PyObjectId":
        if not ObjectId.is_valid(v):
            raise ValueError("no id")
        return cls(v)


class Upper(str):
    @classmethod
    def __get_validators__(klass) -> "CallableGenerator":
        """Validators."""
        yield klass.validate  # the only one

    @classmethod
    def validate(cls, value: str, /) -> "Upper":
        return cls(value.upper())


class A(BaseModel):
    id: PyObjectId = Field(alias="_id")
    name: Upper
