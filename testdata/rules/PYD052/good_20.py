from typing import Annotated

import pydantic as pd


class A(pd.BaseModel):
    a: Annotated[list[int], pd.Field(default_factory=list)]
    _b: int = pd.PrivateAttr(default_factory=int)
    c: list[str] = pd.Field(
        default_factory=list,
    )


Tags = Annotated[list[str], pd.Field(default_factory=list)]
