"""The API of the carriers, as far as we need it."""

from typing import Any, Dict, List, Optional, Union

from pydantic import AnyHttpUrl, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, schema_of, validate_call

from .errors import UnknownCarrier
from .schemas import Address

CONTRACTS = {"dhl", "gls", "ups"}


class Rate(BaseModel):
    carrier: str
    cents: int = Field(alias="priceCents")
    days: Optional[int] = None

    model_config = ConfigDict(populate_by_name=True, arbitrary_types_allowed=True)

    @property
    def is_express(self) -> bool:
        return self.days is not None and self.days <= 1


class Label(BaseModel):
    tracking: str
    url: AnyHttpUrl
    meta: Dict[str, Union[int, str]] = {}


RATES_SCHEMA = schema_of(List[Rate], title="Rates")


_RATE_LIST_ADAPTER = TypeAdapter(List[Rate])


def parse_rates(payload: Any) -> List[Rate]:
    """All rates, the cheapest first."""
    rates = _RATE_LIST_ADAPTER.validate_python(payload)
    return sorted(rates, key=lambda rate: rate.cents)


def parse_label(payload: Dict[str, Any]) -> Optional[Label]:
    try:
        return Label.model_validate(payload)
    except ValidationError:
        return None


@validate_call
def pick(rates: List[Rate], express: bool = False) -> Rate:
    for rate in rates:
        if rate.is_express == express:
            return rate
    raise UnknownCarrier(carrier=rates[0].carrier if rates else "?")


@validate_call(config={"arbitrary_types_allowed": True})
def request_label(carrier: str, to: Address, *, weight: int) -> Dict[str, Any]:
    return {"carrier": carrier, "weight": weight, "to": to.model_dump(by_alias=True)}
