from typing import Annotated

import pydantic as pd


class A(pd.BaseModel):
    a: Annotated[list[int], pd.Field(default_factory=list)] = [1]
    _b: int = pd.PrivateAttr(1, default_factory=int)
    c: list[str] = pd.Field(
        ["x"],
        default_factory=list,
    )


Tags = Annotated[list[str], pd.Field(default=[], default_factory=list)]
