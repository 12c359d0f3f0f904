import pydantic
from pydantic_settings import BaseSettings, SettingsConfigDict


class B(pydantic.BaseModel):
    model_config = {"frozen": True, "protected_namespaces": ()}
    model_validated: bool = False


class C(BaseSettings):
    model_config = SettingsConfigDict(protected_namespaces=())

    model_dumps: int = 0
