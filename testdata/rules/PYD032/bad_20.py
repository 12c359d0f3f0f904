from pydantic import BaseModel, ValidationError


class A(BaseModel):
    x: int


def lookup(x: int) -> int:
    if x > 3:
        raise ValidationError([{"loc": ("x",), "msg": "not found"}], model=A)
    return x
