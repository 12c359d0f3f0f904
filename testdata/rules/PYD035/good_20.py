from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, field_validator, model_validator


def first(v: list[int]) -> list[int]:
    v.sort()
    return v


class A(BaseModel):
    x: Annotated[list[int], BeforeValidator(first)] = []
    y: dict[str, int] = {}

    @field_validator("y", mode="before")
    @classmethod
    def drop(cls, v: Any) -> Any:
        del v["old"]
        return v


class B(BaseModel):
    x: int = 0

    @model_validator(mode="before")
    @classmethod
    def count(cls, data: Any) -> Any:
        """Counts."""
        if not isinstance(data, dict):
            return data
        # old clients
        data = dict(data)
        if "n" in data:
            for _ in range(1):
                data["n"] += 1  # once more
        else:
            data["n"] = 0
        data.update(x=data.pop("n"))
        return data


class C(BaseModel):
    x: int = 0

    @model_validator(mode="before")
    @classmethod
    def kept(cls, data: Any) -> Any:
        if isinstance(data, dict) and data:
            data = dict(data)
            if "old" in data:
                del data["old"], data["older"]
        return data
