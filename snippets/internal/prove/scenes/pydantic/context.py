import kit
from pydantic import BaseModel, ValidationError, ValidationInfo, field_validator


class Item(BaseModel):
    n: int

    @field_validator("n")
    @classmethod
    def check(cls, value: int, info: ValidationInfo) -> int:
        if info.context and value > info.context["limit"]:
            raise ValueError("too many")
        return value


def f(data):
    ¦
    return model.n


kit.same(f({"n": 3}), 3)
kit.fails(ValidationError, "too many", f, {"n": 4})
