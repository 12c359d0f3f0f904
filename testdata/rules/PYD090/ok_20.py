from typing import TYPE_CHECKING, Any, Literal

import pydantic
from pydantic import TypeAdapter

if TYPE_CHECKING:
    from decimal import Decimal

ADAPTERS: dict[str, Any] = {}


class A(pydantic.BaseModel):
    x: int


def forward(raw: Any) -> Any:
    return TypeAdapter("list[A]").validate_python(raw)


def checked(raw: Any) -> Any:
    return TypeAdapter(list[Decimal]).validate_python(raw)


def kept() -> None:
    adapter = TypeAdapter(list[A])
    ADAPTERS["a"] = adapter


def made() -> TypeAdapter[int]:
    return TypeAdapter(int)


def generic[T](raw: Any, tp: type[T]) -> Any:
    adapter = TypeAdapter(list[T])
    return adapter.validate_python(raw)


def main() -> None:
    print(TypeAdapter(Literal["a"]).validate_python("a"))


def outer() -> None:
    class B(pydantic.BaseModel):
        x: int

    def inner(raw: Any, adapter=TypeAdapter(int).validate_python) -> Any:
        return TypeAdapter(B).validate_python(raw)

    inner({})
