import pydantic as pd
from pydantic.dataclasses import dataclass
from pydantic.fields import Field as F


class Model(pd.BaseModel):
    a: int = pd.Field(
        20,  # twenty
        ge=1,
    )
    b: list[str] = F([])
    if pd:
        c: int | None = F(None)


@dataclass
class D:
    x: int = F(1)
    _y: int = F(2)
