# code for both versions
import pydantic
from pydantic import BaseModel

V2 = pydantic.VERSION.startswith("2")


class A(BaseModel):
    if V2:
        model_config = {"from_attributes": True}
    else:

        class Config:
            orm_mode = True
