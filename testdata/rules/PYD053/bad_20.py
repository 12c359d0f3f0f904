from typing import Annotated, Any, Optional, Union

from pydantic import BaseModel, Field, validator


class A(BaseModel):
    a: Union[int, None]
    b: int | None  # may be none
    c: Any
    d: Annotated[Optional[int], Field(gt=0)]
    e: Optional[int] = Field()
    f: Optional[int] = Field(
        ...,
        description="f",
    )
    g: Optional[int]

    @validator("a")
    def check(cls, v):
        return v
