"""What the API reads and writes."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, field_validator


def validate_positive(v: int) -> int:
    if v <= 0:
        raise ValueError("must be positive")
    return v


PositiveInt = Annotated[int, AfterValidator(validate_positive)]


class OrderIn(BaseModel):
    customer: str
    price: PositiveInt
    quantity: PositiveInt

    @field_validator("customer", mode="before")
    @classmethod
    def strip_customer(cls, v):
        return v.strip()


class OrderOut(BaseModel):
    id: int
    customer: str

    model_config = ConfigDict(
        from_attributes=True,  # built from the ORM object
    )
