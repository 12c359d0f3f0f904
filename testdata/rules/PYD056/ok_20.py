from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings

CHOICES = {"env": "A"}


class M(BaseModel):
    a: str = Field(default="x", env="A")

    class Config:
        fields = {"a": {"env": "A_URL"}}


class Settings(BaseSettings):
    a: dict = {"env": "A"}

    def method(self) -> None:
        x: str = Field(env="X")
