from pydantic import BaseModel, ConfigDict
from pydantic_settings import BaseSettings, SettingsConfigDict


def camel(name: str) -> str:
    return name.title()


class Base(BaseModel):
    model_config = ConfigDict(  # shared
        extra="allow",
    )


class Child(Base):
    name: str

    model_config = ConfigDict(
        frozen=True,
        # how names are written
        alias_generator=camel,
        title='A rather long title that does not fit in one line together with the other keys',
        # the end
    )


class Settings(BaseSettings):
    debug: bool = False

    model_config = SettingsConfigDict(env_prefix="APP_", env_file=".env")


class Only(BaseModel):
    pass


class Encoded(BaseModel):
    model_config = ConfigDict(
        json_encoders={
            int: str,  # digits
        },
        arbitrary_types_allowed=True,
    )
    x: int
