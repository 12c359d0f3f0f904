import kit
from pydantic import BaseModel, ValidationError



class A(BaseModel):
    new: int

    ¦


kit.same(A.model_validate({"old": 1}).new, 1)
