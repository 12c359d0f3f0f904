"""What all schemas of the service have in common."""

from datetime import datetime, timezone
from typing import Any, Dict, Generic, List, Optional, TypeVar

from pydantic import BaseModel, Field, conint, validator
from pydantic.generics import GenericModel
from pydantic.utils import to_lower_camel

T = TypeVar("T")


class Schema(BaseModel):
    """The API speaks camelCase, the code snake_case."""

    class Config:
        alias_generator = to_lower_camel
        allow_population_by_field_name = True
        orm_mode = True
        anystr_strip_whitespace = True
        validate_assignment = True
        smart_union = True

    def to_api(self) -> Dict[str, Any]:
        return self.dict(by_alias=True, exclude_none=True)

    @classmethod
    def field_names(cls) -> List[str]:
        return list(cls.__fields__)


class TimestampedSchema(Schema):
    created_at: datetime = Field(default_factory=lambda: datetime.now(timezone.utc))
    updated_at: Optional[datetime] = None

    class Config:
        # The front end wants seconds, not ISO strings.
        json_encoders = {datetime: lambda v: int(v.timestamp())}

    @validator("created_at", "updated_at")
    def must_be_aware(cls, v):
        if v is not None and v.tzinfo is None:
            raise ValueError("a time without a time zone")
        return v


class Frozen(BaseModel):
    class Config:
        frozen = True


class Page(GenericModel, Generic[T]):
    items: List[T]
    total: conint(ge=0)
    next_cursor: Optional[str] = None

    class Config:
        allow_population_by_field_name = True
        underscore_attrs_are_private = True
        copy_on_model_validation = "none"

    def __len__(self) -> int:
        return len(self.items)


class Envelope(GenericModel, Generic[T]):
    """Answers of the old API, kept for the scanners in the hall."""

    data: T
    ok: bool = True
