from typing import Annotated

from pydantic import AfterValidator, BaseModel


def validate_positive(v: int) -> int:
    if v <= 0:
        raise ValueError("Must be positive")
    return v


class Product(BaseModel):
    name: str
    price: Annotated[int, AfterValidator(validate_positive)]
    quantity: Annotated[int, AfterValidator(validate_positive)]
