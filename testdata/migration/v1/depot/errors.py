"""Errors that end up in the answers of the API."""

from pydantic.errors import PydanticTypeError, PydanticValueError


class UnknownCarrier(PydanticValueError):
    code = "unknown_carrier"
    msg_template = "carrier {carrier} has no contract with us"


class NotABarcode(PydanticTypeError):
    msg_template = "a barcode is made of 13 digits"


class DepotError(Exception):
    """What the service raises by itself."""


class OutOfStock(DepotError):
    def __init__(self, sku: str, wanted: int, left: int) -> None:
        super().__init__(f"{wanted} of {sku} wanted, {left} left")
        self.sku = sku
