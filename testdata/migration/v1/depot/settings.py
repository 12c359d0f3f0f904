"""Where the service runs and what it talks to."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Optional, Set

from pydantic import BaseSettings, Extra, Field, SecretStr, root_validator, validator


class DatabaseSettings(BaseSettings):
    host: str = "localhost"
    port: int = Field(5432, gt=0)
    user: str = "depot"
    password: SecretStr = SecretStr("")

    class Config:
        env_prefix = "DEPOT_DB_"
        # Credentials in the image would be found by everybody.
        case_sensitive = False

    @property
    def dsn(self) -> str:
        return f"postgresql://{self.user}:{self.password.get_secret_value()}@{self.host}:{self.port}/depot"


class CarrierSettings(BaseSettings):
    """One section for each carrier that we have a contract with."""

    api_url: str = Field("https://api.carrier.example", env="CARRIER_API_URL")
    api_key: Optional[SecretStr] = Field(None, env=["CARRIER_API_KEY", "CARRIER_KEY"])
    timeout: float = 10.0

    class Config:
        extra = Extra.ignore  # the old keys are still set on some machines
        fields = {"timeout": {"env": "CARRIER_TIMEOUT"}}


class Settings(BaseSettings):
    debug: bool = False
    base_dir: Path = Path("/srv/depot")
    label_dir: Optional[Path]
    allowed_hosts: Set[str] = {"localhost"}
    admins: List[str] = []

    database: DatabaseSettings = Field(default_factory=DatabaseSettings)
    carrier: CarrierSettings = Field(default_factory=CarrierSettings)

    class Config:
        env_prefix = "DEPOT_"
        env_file = ".env"
        env_nested_delimiter = "__"
        allow_mutation = False

    @validator("label_dir", pre=True, always=True)
    def default_label_dir(cls, v, values):
        # Labels lie beside everything else unless somebody says otherwise.
        if v is None and "base_dir" in values:
            return values["base_dir"] / "labels"
        return v

    @root_validator(pre=True)
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
