from pydantic import BaseModel, Extra
from pydantic_settings import BaseSettings


def camel(name: str) -> str:
    return name.title()


class Base(BaseModel):
    class Config:  # shared
        extra = Extra.allow


class Child(Base):
    name: str

    class Config(Base.Config):
        allow_mutation = False
        underscore_attrs_are_private = True  # private

        # how names are written
        alias_generator = camel
        title = 'A rather long title that does not fit in one line together with the other keys'
        # the end


class Settings(BaseSettings):
    debug: bool = False

    class Config:
        env_prefix = "APP_"
        env_file = ".env"


class Only(BaseModel):
    class Config:
        copy_on_model_validation = "none"


class Encoded(BaseModel):
    class Config:
        json_encoders = {
            int: str,  # digits
        }
        arbitrary_types_allowed = True
    x: int
