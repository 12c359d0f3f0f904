from typing import List, Literal, Optional, Union

from pydantic import BaseModel, Field, field_validator


class A(BaseModel):
    one: Optional[
        List[Union[int, str]]
    ] = None
    two: Optional[List[Union[int, str]]]
    three: Union[
        Literal["a", "b, ]"],
        None,
    ] = Field(
        default=None,
    )

    @field_validator("one", "two", "three")
    @classmethod
    def check(cls, v):
        return v
