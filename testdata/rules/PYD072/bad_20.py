import pydantic
import pydantic as p
from pydantic.env_settings import BaseSettings as Base


class A(pydantic.BaseSettings):
    x: int = 1


class B(p.BaseSettings):
    y: int = 2


class C(Base):
    z: p.SecretStr
