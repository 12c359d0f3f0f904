from pydantic import BaseModel, Field, PrivateAttr


class A(BaseModel):
    _a: int = Field(default=1, gt=0)
    _b: int = Field(...)
    c: int = PrivateAttr(1)
    d: int = PrivateAttr(1)
    _d: int = 3


def use(a: A) -> int:
    return a.c
