from pydantic import BaseModel

from app.types import Name, Used


class Base(BaseModel):
    pass


class User(Base):
    name: Name | None = None


def validators():
    return list(Used.__get_validators__())
