"""What the API reads and writes."""

from pydantic import BaseModel, field_validator, validator


class OrderIn(BaseModel):
    customer: str
    price: int
    quantity: int

    @validator("customer", pre=True)
    def strip_customer(cls, v):
        return v.strip()

    @field_validator("price", "quantity")
    @classmethod
    def validate_positive(cls, v: int) -> int:
        if v <= 0:
            raise ValueError("must be positive")
        return v


class OrderOut(BaseModel):
    id: int
    customer: str

    class Config:
        from_attributes = True  # built from the ORM object
