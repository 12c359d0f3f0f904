import time

import pydantic as pd


class A(pd.BaseModel):
    x: int
    _counter: int = pd.PrivateAttr(default=0)
    _token: str = "a"
    _other = pd.PrivateAttr(1)
    _a: int = pd.PrivateAttr(3)

    def bump(self) -> int:
        self._counter += 1
        return self._counter + len(self._token)
