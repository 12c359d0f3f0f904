import kit
from pydantic import BaseModel, ValidationError


class A(BaseModel):
    name: str

    ¦


kit.same(A(name="a").model_dump(), {"name": "a", "kind": "A"})
