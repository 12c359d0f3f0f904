import pydantic
from pydantic_settings import BaseSettings, SettingsConfigDict


class Base(BaseSettings):
    model_config = SettingsConfigDict(validate_by_name=True)


class Settings(Base):
    a: str = pydantic.Field(default="x", env=["A_URL", "URL"])
    level: int = pydantic.Field(4, env="LEVEL")
    token: str = pydantic.Field(env="TOKEN")
    b: str = pydantic.Field(
        default="x",
        env="B_URL",  # old
    )


class Prefixed(BaseSettings, env_prefix="app_"):
    level: int = pydantic.Field(4, env="LEVEL")
