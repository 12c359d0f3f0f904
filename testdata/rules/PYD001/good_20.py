import pydantic as pd
from pydantic.dataclasses import dataclass
from pydantic.fields import Field as F


class Model(pd.BaseModel):
    a: int = pd.Field(
        default=20,  # twenty
        ge=1,
    )
    b: list[str] = F(default=[])
    if pd:
        c: int | None = F(default=None)


@dataclass
class D:
    x: int = F(default=1)
    _y: int = F(default=2)
