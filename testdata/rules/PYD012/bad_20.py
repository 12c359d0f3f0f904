from typing import Annotated, Optional

import pydantic as p


class A(p.BaseModel):
    code: str
    name: Optional[str] = None

    @p.field_validator("code", "name", mode="before")
    @classmethod
    def clean(cls, v):
        """Spaces go."""
        if isinstance(v, str):
            return v.strip()  # both ends
        return v


class Outer:
    class B(p.BaseModel):
        ref: Annotated[str, p.Field(min_length=1)]
        name: Optional[str] = p.Field(default=None)

        @p.field_validator("ref", "name", mode="before")
        @classmethod
        def tidy(cls, value, info: p.ValidationInfo):
            if isinstance(value, str):
                return value.strip()
            return value


class C(p.BaseModel):
    code: str

    # as everywhere
    @p.field_validator("code", mode="before")
    @staticmethod
    def clean(x):
        if isinstance(x, str):
            return x.strip()
        return x
