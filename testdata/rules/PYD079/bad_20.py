from typing import Any, Dict, List, Optional

from pydantic import BaseModel, Field, PrivateAttr, SecretStr, validator
from pydantic.dataclasses import dataclass

DEFAULT = 3


class A(BaseModel):
    a: int = DEFAULT
    b: Optional[str]
    c: List[int] = Field(default_factory=list)
    d: int = Field(..., gt=0)
    e: SecretStr = SecretStr("x")

    @validator("a", "b", "c", "d", "e", always=True)  # all of them
    def first(cls, v, field, values: Dict[str, Any], config):
        for k in values:
            print(f"{k!r}")
        return (lambda: values[field.name])()

    @validator("a", pre=False, check_fields=False)
    def second(self, value, **kwargs):
        return value + self.zero(kwargs["values"], kwargs.get("values"))

    @validator("a", whole=True, allow_reuse=True)
    @staticmethod
    def third(v):
        return v

    @validator("*", pre=True)
    def fourth(klass, v, **kwargs):
        return v

    @validator("b")
    def fifth(v, values):
        info = len(values)
        return v + info

    _strip = validator("b", pre=True)(lambda v: v.strip())


@dataclass
class D:
    x: int

    @validator("x")
    # the comment stays
    def check(cls, v, config=None):
        return v
