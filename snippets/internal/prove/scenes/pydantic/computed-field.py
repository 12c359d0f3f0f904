import kit
from pydantic import BaseModel, ValidationError



class A(BaseModel):
    price: int
    quantity: int

    ¦


kit.same(A(price=2, quantity=3).model_dump(), {"price": 2, "quantity": 3, "total": 6})
