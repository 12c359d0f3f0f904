import dataclasses

import pydantic


@dataclasses.dataclass(
    frozen=True,
    kw_only=True,
)
class A(pydantic.BaseModel):
    x: int
