import pydantic
from pydantic_settings import BaseSettings

PREFIX = "X"


class Settings(BaseSettings):
    c: str = pydantic.Field(env=PREFIX + "C")
    d: str = pydantic.Field(env="D_URL", validation_alias="D")
