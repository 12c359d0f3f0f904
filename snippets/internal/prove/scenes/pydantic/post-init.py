import kit
from pydantic import BaseModel, ValidationError


class A(BaseModel):
    name: str
    _length: int

    ¦


kit.same(A(name="a")._length > 0, True)
