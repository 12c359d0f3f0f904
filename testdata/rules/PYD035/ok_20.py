# read only, the items of it, a copy, another name, another mode
import copy
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, field_validator, model_validator


def read(v: list[int]) -> list[int]:
    return sorted(v)


def after(v: list[int]) -> list[int]:
    v.sort()
    return v


class A(BaseModel):
    x: Annotated[list[int], BeforeValidator(read)] = []
    y: Annotated[list[int], AfterValidator(after)] = []

    @field_validator("x", mode="before")
    @classmethod
    def copied(cls, v: Any) -> Any:
        v = copy.copy(v)
        v.append(1)
        return v

    @model_validator(mode="before")
    @classmethod
    def made(cls, data: Any) -> Any:
        new = {**data}
        new.pop("z", None)
        data.get("x")
        print(data["y"], data.items)
        return new

    @model_validator(mode="wrap")
    @classmethod
    def around(cls, data: Any, handler: Any) -> Any:
        data.pop("z", None)
        return handler(data)

    def method(self, data: dict[str, int]) -> None:
        data.pop("z")
