from beanie import Document
from pydantic import BaseModel
from sqlmodel import SQLModel
from unknown import Base


class A(Base):
    class Config:
        extra = "forbid"


class B(Document):
    class Settings:
        name = "b"


class C(SQLModel):
    class Config:
        extra = "forbid"


def config():
    class Config(BaseModel):
        x: int

    return Config
