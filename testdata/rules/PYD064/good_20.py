from typing import Any

from pydantic import BaseModel, PrivateAttr


class A(BaseModel):
    x: int
    _raw: dict = PrivateAttr(default_factory=dict)

    def __init__(self, **data: Any) -> None:
        """Makes one."""

        super().__init__(**data)
        self._raw = data  # kept
        self.x = 1
        self.x = 2


class B(A):
    def __init__(this, y: int) -> None:
        this.x = y
        A.__init__(this, x=y)


class C(BaseModel):
    x: int = 1

    def __init__(self) -> None:
        y = 3
        self.x = y
