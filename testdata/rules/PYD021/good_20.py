from typing import Any

from pydantic import BaseModel, model_validator


class A(BaseModel):
    x: int

    @model_validator(mode="before")
    @classmethod
    def prepare(cls, data: Any) -> Any:
        data.setdefault("x", 1)
        print("validating")
        return data

    @model_validator(mode="wrap")
    @classmethod
    def around(cls, data: Any, handler):
        return handler(data)

    @model_validator(mode="after")
    def whole(self):
        if self.x > 3:
            raise ValueError("large")
        return self
