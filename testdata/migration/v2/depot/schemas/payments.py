"""How an order is paid."""

from typing import Literal, Optional, Union

from pydantic import Field, PaymentCardNumber, SecretStr, StrictBool, StringConstraints, field_validator
from typing_extensions import Annotated

from .base import Frozen, Schema
from .types import Money


class CardPayment(Schema):
    method: Literal["card"]
    holder: str
    number: PaymentCardNumber
    cvc: SecretStr = Field(min_length=3, max_length=4)
    three_d_secure: StrictBool = False

    class Config:
        # Never written to the log by accident.
        fields = {"cvc": {"exclude": True}}


class BankTransfer(Schema):
    method: Literal["transfer"]
    iban: Annotated[str, StringConstraints(pattern="^[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}$", to_upper=True)]  # noqa: F722
    reference: Optional[str] = Field(default=None, max_length=140)

    @field_validator("iban", mode="before")
    @classmethod
    def without_blanks(cls, v):
        return v.replace(" ", "") if isinstance(v, str) else v


class Invoice(Schema):
    method: Literal["invoice"]
    days: Literal[14] = 14


Payment = Annotated[Union[CardPayment, BankTransfer, Invoice], Field(discriminator="method")]


class Refund(Frozen):
    payment: Payment
    amount: Money
    reason: Optional[str] = None
