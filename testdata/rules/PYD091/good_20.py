from typing import Any

from pydantic import BaseModel, TypeAdapter


class User(BaseModel):
    name: str


USERS = TypeAdapter(list[User])


def load(raw: str, context: dict[str, Any]) -> list[User]:
    return USERS.validate_json(raw, context=context)


def one(path: str) -> User:
    with open(path) as f:
        print(path)
        return User.model_validate_json(
            f.read(),
        )


def given(adapter: TypeAdapter[User], raw: bytes) -> User:
    return adapter.validate_json(raw)
