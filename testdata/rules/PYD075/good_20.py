from collections.abc import Iterable

from pydantic import BaseModel, computed_field


class Base(BaseModel):
    name: str

    @computed_field
    @property
    def upper(self) -> str:
        return self.name.upper()

    def __iter__(self):
        return iter(type(self).model_fields)

    def shown(self) -> list[str]:
        def inner() -> list[str]:
            return [*type(self).model_fields, *type(self).model_computed_fields]

        return inner()


class User(Base):
    age: int = 0


def all_fields(users: Iterable[User]) -> list[str]:
    return [f"{name}: {type(user).model_fields['age'].annotation}" for user in users for name in type(user).model_fields]


def of_call() -> list[str]:
    return list(type(User(name="a")).model_fields) + list(type(User.model_validate({"name": "b"})).model_computed_fields)


def in_brackets(user: User) -> object:
    return type(  # of the class
        user
    ).model_fields


def optional(user: User | None) -> object:
    if user is None:
        return None
    return type(user).model_fields
