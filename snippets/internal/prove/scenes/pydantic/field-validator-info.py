import kit
from pydantic import BaseModel, ValidationError


class A(BaseModel):
    start: int
    end: int

    ¦


kit.same(A(start=1, end=2).end, 2)
kit.fails(ValidationError, "must not be before start", A, start=2, end=1)
kit.fails(ValidationError, "1 validation error", A, start="x", end=1)
