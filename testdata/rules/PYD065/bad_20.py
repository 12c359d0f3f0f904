from typing import Annotated

from pydantic import AliasChoices, BaseModel, Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Database(BaseModel):
    url: str = ""


class Settings(BaseSettings):
    """What the program is told."""

    model_config = SettingsConfigDict(
        env_prefix="APP_",
        env_nested_delimiter="__",
        env_file=(
            "many.env",
            "later.env",  # wins
        ),
        extra="forbid",
    )

    debug: bool = False
    db: Database = Database()
    token: str = Field("", validation_alias=AliasChoices("token", "TOKEN_OLD"))
    other: Annotated[str, Field(alias="other_name")] = ""
    first: int = 0


class Keywords(BaseSettings, env_file="later.env", case_sensitive=True):
    REPLICAS: str = "1"
    extra: int = 1
