from typing import Annotated, Any, Optional, Union

from pydantic import BaseModel, Field, validator


class A(BaseModel):
    a: Union[int, None] = None
    b: int | None = None  # may be none
    c: Any = None
    d: Annotated[Optional[int], Field(gt=0)] = None
    e: Optional[int] = Field(default=None)
    f: Optional[int] = Field(
        default=None,
        description="f",
    )
    g: Optional[int] = None

    @validator("a")
    def check(cls, v):
        return v
