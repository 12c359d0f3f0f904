import pydantic as p
import pydantic_settings
from pydantic_settings import BaseSettings as Base


class A(pydantic_settings.BaseSettings):
    x: int = 1


class B(pydantic_settings.BaseSettings):
    y: int = 2


class C(Base):
    z: p.SecretStr
