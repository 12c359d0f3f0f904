from pydantic import BaseModel, ConfigDict
from pydantic_settings import BaseSettings

from elsewhere import Unknown


class A(BaseModel):
    model_config = ConfigDict(extra="forbid", title=str(1))


class B(A):
    model_config = ConfigDict(extra="allow", title="B")


class Mixin:
    pass


class C(B, A):
    pass


class D(A, Mixin):
    pass


class E(Unknown, A, B):
    pass


class F(A, BaseSettings):
    pass
