"""What all schemas of the service have in common."""

from datetime import datetime, timezone
from typing import Annotated, Any, Dict, Generic, List, Optional, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

T = TypeVar("T")


class Schema(BaseModel):
    """The API speaks camelCase, the code snake_case."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        populate_by_name=True,
        from_attributes=True,
        str_strip_whitespace=True,
        validate_assignment=True,
    )

    def to_api(self) -> Dict[str, Any]:
        return self.model_dump(by_alias=True, exclude_none=True)

    @classmethod
    def field_names(cls) -> List[str]:
        return list(cls.model_fields)


def must_be_aware(v):
    if v is not None and v.tzinfo is None:
        raise ValueError("a time without a time zone")
    return v


AwareDatetime = Annotated[datetime, AfterValidator(must_be_aware)]
AwareOptionalDatetime = Annotated[Optional[datetime], AfterValidator(must_be_aware)]


class TimestampedSchema(Schema):
    created_at: AwareDatetime = Field(default_factory=lambda: datetime.now(timezone.utc))
    updated_at: AwareOptionalDatetime = None

    model_config = ConfigDict(
        # The front end wants seconds, not ISO strings.
        json_encoders={datetime: lambda v: int(v.timestamp())},
    )


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Page(BaseModel, Generic[T]):
    items: List[T]
    total: Annotated[int, Field(ge=0)]
    next_cursor: Optional[str] = None

    model_config = ConfigDict(populate_by_name=True)

    def __len__(self) -> int:
        return len(self.items)


class Envelope(BaseModel, Generic[T]):
    """Answers of the old API, kept for the scanners in the hall."""

    data: T
    ok: bool = True
