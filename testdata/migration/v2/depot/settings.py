"""Where the service runs and what it talks to."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Optional, Set

from pydantic import AliasChoices, Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class DatabaseSettings(BaseSettings):
    host: str = "localhost"
    port: int = Field(default=5432, gt=0)
    user: str = "depot"
    password: SecretStr = SecretStr("")

    model_config = SettingsConfigDict(
        env_prefix="DEPOT_DB_",
        # Credentials in the image would be found by everybody.
        case_sensitive=False,
    )

    @property
    def dsn(self) -> str:
        return f"postgresql://{self.user}:{self.password.get_secret_value()}@{self.host}:{self.port}/depot"


class CarrierSettings(BaseSettings):
    """One section for each carrier that we have a contract with."""

    api_url: str = Field(default="https://api.carrier.example", validation_alias="CARRIER_API_URL")
    api_key: Optional[SecretStr] = Field(default=None, validation_alias=AliasChoices("CARRIER_API_KEY", "CARRIER_KEY"))
    timeout: float = 10.0

    class Config:
        extra = "ignore"  # the old keys are still set on some machines
        fields = {"timeout": {"env": "CARRIER_TIMEOUT"}}


class Settings(BaseSettings):
    debug: bool = False
    base_dir: Path = Path("/srv/depot")
    label_dir: Optional[Path] = None
    allowed_hosts: Set[str] = {"localhost"}
    admins: List[str] = []

    database: DatabaseSettings = Field(default_factory=DatabaseSettings)
    carrier: CarrierSettings = Field(default_factory=CarrierSettings)

    model_config = SettingsConfigDict(
        env_prefix="DEPOT_",
        env_file=".env",
        env_nested_delimiter="__",
        frozen=True,
    )

    @field_validator("label_dir", mode="before")
    @classmethod
    def default_label_dir(cls, v, info: ValidationInfo):
        # Labels lie beside everything else unless somebody says otherwise.
        if v is None and "base_dir" in info.data:
            return info.data["base_dir"] / "labels"
        return v

    @model_validator(mode="before")
    @classmethod
    def split_admins(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        admins = values.get("admins")
        if isinstance(admins, str):
            values = {**values, "admins": [a.strip() for a in admins.split(",")]}
        return values


class WorkerSettings(BaseSettings):
    """Read from the environment only after the secrets of the cluster."""

    concurrency: int = 4
    queue: str = "depot"

    class Config:
        env_prefix = "WORKER_"
        secrets_dir = "/run/secrets"

        @classmethod
        def customise_sources(cls, init_settings, env_settings, file_secret_settings):
            return init_settings, file_secret_settings, env_settings


@lru_cache
def get_settings() -> Settings:
    return Settings()
