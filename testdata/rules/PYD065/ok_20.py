from elsewhere import NAME, Mixin, alias
from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

FILE = "many.env"


class ByName(BaseSettings):
    model_config = SettingsConfigDict(env_file=FILE)


class Mixed(BaseSettings):
    model_config = SettingsConfigDict(env_file=("many.env", FILE))


class Filtered(BaseSettings):
    model_config = SettingsConfigDict(env_file="many.env", dotenv_filtering="only_existing")


class Ignored(BaseSettings, extra="ignore"):
    model_config = SettingsConfigDict(env_file="many.env")


class Allowed(BaseSettings):
    model_config = SettingsConfigDict(env_file="many.env", extra=NAME)


class Unknown(Mixin, BaseSettings):
    model_config = SettingsConfigDict(env_file="many.env")


class Prefix(BaseSettings):
    model_config = SettingsConfigDict(env_file="later.env", env_prefix=NAME)


class Alias(BaseSettings):
    model_config = SettingsConfigDict(env_file="later.env")
    value: int = Field(alias=alias)


class Seen(BaseSettings):
    model_config = SettingsConfigDict(env_file="later.env")

    @model_validator(mode="before")
    @classmethod
    def known(cls, data):
        return {}


class Sources(BaseSettings):
    model_config = SettingsConfigDict(env_file="later.env")

    @classmethod
    def settings_customise_sources(cls, settings_cls, init_settings, **kwargs):
        return (init_settings,)


class Base(BaseSettings):
    model_config = SettingsConfigDict(env_file="later.env")


class Whole(Base):
    extra: int


class Declares(BaseSettings):
    model_config = SettingsConfigDict(env_file="later.env", env_nested_delimiter="__")
    EXTRA: int


class Outside(BaseSettings):
    model_config = SettingsConfigDict(env_file="../many.env")


class Absolute(BaseSettings):
    model_config = SettingsConfigDict(env_file="/many.env")
