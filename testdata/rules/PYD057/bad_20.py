import time

import pydantic as pd


class A(pd.BaseModel):
    x: int
    counter: int = pd.PrivateAttr(default=0)
    __token: str = "a"
    __other = pd.PrivateAttr(1)
    _a: int = pd.Field(3)

    def bump(self) -> int:
        self.counter += 1
        return self.counter + len(self.__token)
