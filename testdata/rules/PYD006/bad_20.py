from typing import ClassVar

import pydantic_settings


class S(pydantic_settings.BaseSettings):
    a: int = 1
    b: ClassVar[int] = 2
    a: int
    a: str  # third
    b: int = 3
