import kit
from pydantic import BaseModel, ValidationError



class A(BaseModel):
    ¦
    name: str


kit.fails(ValidationError, "Extra inputs are not permitted", A, name="a", x=1)
