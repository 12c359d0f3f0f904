from typing import Annotated, Optional

import pydantic as p


def clean(v):
    """Spaces go."""
    if isinstance(v, str):
        return v.strip()  # both ends
    return v


CleanStr = Annotated[str, p.BeforeValidator(clean)]
CleanOptionalStr = Annotated[Optional[str], p.BeforeValidator(clean)]


class A(p.BaseModel):
    code: CleanStr
    name: CleanOptionalStr = None


class Outer:
    class B(p.BaseModel):
        ref: Annotated[str, p.Field(min_length=1), p.BeforeValidator(clean)]
        name: CleanOptionalStr = p.Field(default=None)


class C(p.BaseModel):
    code: CleanStr
