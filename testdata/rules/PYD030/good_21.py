from typing import Annotated, Any

import pydantic
from base import Base
from pydantic import AfterValidator, ValidationInfo


def above(v: int, info: ValidationInfo) -> int:
    if 'lo' in info.data and (v > 3 if info.data['lo'] else v > 4):
        raise ValueError("above")
    return v


class Level(pydantic.BaseModel):
    lo: int
    other: Any = None
    hi: Annotated[int, AfterValidator(above)]

    @pydantic.field_validator("other")
    @classmethod
    def checked(cls, v, info):
        if info.data.get("lo"):
            return v
        elif not info.data["lo"] and v:
            return v
        return v

    @pydantic.field_validator("hi", mode="plain")
    @classmethod
    def known(cls, v, info):
        if "lo" in info.data:
            v = 3
        if v == 4:
            return 5
        elif "other" in info.data and ((lo := info.data["lo"]) > v or info.data["other"]):
            return lo
        return 4


class Open(Base):
    @pydantic.field_validator("hi", mode="before")
    @classmethod
    def unknown(cls, v, info):
        if "lo" in info.data and info.data["lo"] > v:
            return 3
        return v
