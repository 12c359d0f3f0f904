import kit
from pydantic import BaseModel, ValidationError



class A(BaseModel):
    price: int

    ¦


kit.same((A(price=3).model_dump(), A(price=3).model_dump_json()), ({"price": 3}, '{"price":"3"}'))
