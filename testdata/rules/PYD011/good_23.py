from typing import Annotated, List, Literal, Optional, Union

from pydantic import AfterValidator, BaseModel, Field


def check(v):
    return v


ValidOptionalValueList = Annotated[Optional[List[Union[int, str]]], AfterValidator(check)]
ValidValue = Annotated[Union[Literal["a", "b, ]"], None], AfterValidator(check)]


class A(BaseModel):
    one: ValidOptionalValueList = None
    two: ValidOptionalValueList
    three: ValidValue = Field(
        default=None,
    )
