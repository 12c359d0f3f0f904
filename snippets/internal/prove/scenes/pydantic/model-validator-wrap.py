import kit
from pydantic import BaseModel, ValidationError


class A(BaseModel):
    name: str

    ¦


kit.same(A(name="a").name, "a")
kit.fails(ValidationError, "valid string", A, name=1)
