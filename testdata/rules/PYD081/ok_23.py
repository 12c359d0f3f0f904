# list[int] is no type in Python 3.8
from pydantic import BaseModel, conint


class A(BaseModel):
    a: conint(gt=0)
