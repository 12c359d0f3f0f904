from pydantic import BaseModel, ConfigDict
from pydantic_settings import BaseSettings, SettingsConfigDict

shared = ConfigDict(frozne=True)


class A(BaseModel):
    model_config = ConfigDict(env_prefix="A_")


class B(BaseSettings):
    model_config = SettingsConfigDict(env_perfix="B_", extra="ignore")


class C(BaseModel):
    model_config = ConfigDict(frozen=True, frozn=True)
