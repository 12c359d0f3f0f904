from pydantic import BaseModel
from pydantic_settings import BaseSettings


class Named(BaseModel):
    def __init_subclass__(cls, tabel: str = "", **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)


class Item(BaseModel, frozen=True):
    name: str


class Kept(Named, tabel="x", extras="y"):
    name: str


class Placed(BaseModel, env_prefix="X_", extra="forbid"):
    name: str = ""


class Settings(BaseSettings, env_prefix="X_"):
    name: str = ""
