from pydantic import BaseModel, ConstrainedStr, NoneStr, StrBytes

__all__ = ["StrBytes"]


class Slug(ConstrainedStr):
    pass


class A(BaseModel):
    a: NoneStr
