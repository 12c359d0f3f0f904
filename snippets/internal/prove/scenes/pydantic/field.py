import kit
from pydantic import BaseModel, ValidationError



class A(BaseModel):
    ¦


kit.fails(ValidationError, "at least 1 character", A, name="")
