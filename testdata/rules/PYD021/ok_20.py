from typing import Any

from pydantic import BaseModel, model_validator


class A(BaseModel):
    x: int

    @model_validator(mode="after")
    def copied(self):
        if self.x:
            return self.model_copy()
        raise ValueError("x")

    @model_validator(mode="after")
    def helped(self):
        self._fail()

    @model_validator(mode="before")
    @classmethod
    def branches(cls, data: Any) -> Any:
        try:
            return {"x": data["y"]}
        except KeyError:
            raise ValueError("y")

    @model_validator(mode="wrap")
    @classmethod
    def around(cls, data: Any, handler):
        if data:
            return handler(data)

    def _fail(self):
        raise ValueError("no")
