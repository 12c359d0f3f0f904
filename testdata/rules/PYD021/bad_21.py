from typing import Any

from pydantic import BaseModel, model_validator


class A(BaseModel):
    x: int

    @model_validator(mode="before")
    @classmethod
    def prepare(cls, data: Any) -> Any:
        if isinstance(data, str):
            return {"x": data}

    @model_validator(mode="after")
    def whole(self):
        if self.x > 3:
            return self
