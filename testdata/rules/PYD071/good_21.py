from pydantic import BaseModel, ConstrainedStr, StrBytes

__all__ = ["StrBytes"]


class Slug(ConstrainedStr):
    pass


class A(BaseModel):
    a: str | None
