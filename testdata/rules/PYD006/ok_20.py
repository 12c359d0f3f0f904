from pydantic import BaseModel


class M(BaseModel):
    _: int
    _: str
    a: int
    a = 3
    try:
        b: int = 1
    except ValueError:
        b: int = 2


class Plain:
    a: int
    a: str
