from pydantic import AfterValidator, BaseModel
from typing_extensions import Annotated


def validate_positive(v: int) -> int:
    if v <= 0:
        raise ValueError("Must be positive")
    return v


PositiveInt = Annotated[int, AfterValidator(validate_positive)]


class Product(BaseModel):
    name: str
    price: PositiveInt
    quantity: PositiveInt
