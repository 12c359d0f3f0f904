# version 1 goes without
from pydantic import BaseModel, constr


class A(BaseModel):
    a: constr(regex="a")
