from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    a: str = "x"

    class Config:
        fields = {"a": {"env": "A_URL"}}
