import kit
from pydantic import BaseModel, ValidationError


class A(BaseModel):
    ¦


kit.same(A().id == A().id, False)
