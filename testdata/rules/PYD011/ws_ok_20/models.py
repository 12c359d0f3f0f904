from pydantic import BaseModel, field_validator


class Product(BaseModel):
    price: int
    quantity: int

    @field_validator("price", "quantity")
    @classmethod
    def validate_positive(cls, v: int) -> int:
        if v <= 0:
            raise ValueError("Must be positive")
        return v


class Base(BaseModel):
    low: int
    high: int

    @field_validator("low", "high")
    @classmethod
    def bounded(cls, v: int) -> int:
        return min(v, 100)
