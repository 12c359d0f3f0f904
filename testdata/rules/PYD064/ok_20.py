from typing import Any

from elsewhere import Base
from pydantic import BaseModel
from pydantic.dataclasses import dataclass


class A(BaseModel):
    x: int

    @property
    def raw(self) -> int:
        return 1

    @raw.setter
    def raw(self, v: int) -> None: ...

    def __init__(self, **data: Any) -> None:
        self.raw = 1
        self.__dict__["x"] = 2
        super().__init__(**data)


class B(BaseModel):
    x: int

    def __init__(self, **data: Any) -> None:
        self._setup(data)
        self.x = 1

    def _setup(self, data: Any) -> None:
        super().__init__(**data)


class C(BaseModel):
    x: int

    def __init__(self, **data: Any) -> None:
        setup(self)
        self.x = 1
        super().__init__(**data)


class D(Base, BaseModel):
    def __init__(self) -> None:
        self.x = 1


class E(BaseModel):
    def __setattr__(self, name, value): ...

    def __init__(self) -> None:
        self.x = 1


class F(BaseModel):
    def __init__(self) -> None:
        def later() -> None:
            self.x = 1

        if later:
            self.x = 2
        super().__init__()


@dataclass
class G:
    def __init__(self) -> None:
        self.x = 1
