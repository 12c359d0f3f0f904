import kit
from pydantic import BaseModel, ValidationError



class A(BaseModel):
    name: str

    ¦


kit.same(A(name="a").name, "a")
kit.fails(ValidationError, "must not be empty", A, name="")
