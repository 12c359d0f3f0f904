import pydantic
from pydantic_settings import BaseSettings, SettingsConfigDict


class Base(BaseSettings):
    model_config = SettingsConfigDict(validate_by_name=True)


class Settings(Base):
    a: str = pydantic.Field(default="x", validation_alias=pydantic.AliasChoices("A_URL", "URL"))
    level: int = pydantic.Field(4)
    token: str
    b: str = pydantic.Field(
        default="x",
        validation_alias="B_URL",  # old
    )


class Prefixed(BaseSettings, env_prefix="app_"):
    level: int = pydantic.Field(4, validation_alias="LEVEL")
