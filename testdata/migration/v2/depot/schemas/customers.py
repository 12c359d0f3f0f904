from datetime import date
from typing import Any, List, Optional

from pydantic import EmailStr, Field, ValidationInfo, field_validator, root_validator

from .base import Schema, TimestampedSchema
from .types import Country, Name


def normalize_phone(value: Optional[str]) -> Optional[str]:
    """Digits and a plus sign, nothing else."""
    if value is None:
        return None
    return "".join(c for c in value if c.isdigit() or c == "+")


def empty_to_none(cls, value: Any) -> Any:
    return None if value == "" else value


class Address(Schema):
    street: Name
    zip_code: str = Field(pattern=r"^[0-9A-Z -]{3,10}$")
    city: Name
    country: Country = "DE"

    @field_validator("zip_code")
    @classmethod
    def german_zip_codes_have_five_digits(cls, v, info: ValidationInfo):
        # "country" comes after "zip_code", so it is not known here.
        if len(v) > 5 and v.isdigit():
            raise ValueError("too many digits")
        return v


class CustomerBase(Schema):
    name: Name
    email: EmailStr
    phone: Optional[str] = None
    company: Optional[str] = None
    birthday: Optional[date] = None
    newsletter: bool = False

    _phone = field_validator("phone")(normalize_phone)
    _empty = field_validator("phone", "company", "birthday", mode="before")(empty_to_none)

    @field_validator("email")
    @classmethod
    def lower_email(cls, v: str) -> str:
        return v.lower()

    @field_validator("birthday")
    @classmethod
    def not_in_the_future(cls, v: Optional[date]) -> Optional[date]:
        if not (v is None or v <= date.today()):
            raise ValueError("born tomorrow")
        return v


class CustomerIn(CustomerBase):
    addresses: List[Address] = Field(min_length=1)

    @field_validator("addresses")
    @classmethod
    def no_duplicates(cls, v):
        seen = set()
        for address in v:
            key = (address.street, address.zip_code)
            if key in seen:
                raise ValueError("the same address twice")
            seen.add(key)
        return v


class Customer(CustomerBase, TimestampedSchema):
    id: int
    addresses: List[Address] = []

    @property
    def home(self) -> Optional[Address]:
        return self.addresses[0] if self.addresses else None


class CustomerUpdate(CustomerBase):
    """Everything may be left out; what is given must be right."""

    name: Optional[Name] = None
    email: Optional[EmailStr] = None

    @field_validator("*", mode="before")
    @classmethod
    def strip(cls, v):
        return v.strip() if isinstance(v, str) else v

    @root_validator(skip_on_failure=True)
    @classmethod
    def something_must_change(cls, values):
        if not any(value is not None for value in values.values()):
            raise ValueError("nothing to change")
        return values
