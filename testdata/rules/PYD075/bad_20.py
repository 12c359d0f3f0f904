from collections.abc import Iterable

from pydantic import BaseModel, computed_field


class Base(BaseModel):
    name: str

    @computed_field
    @property
    def upper(self) -> str:
        return self.name.upper()

    def __iter__(self):
        return iter(self.model_fields)

    def shown(self) -> list[str]:
        def inner() -> list[str]:
            return [*self.model_fields, *self.model_computed_fields]

        return inner()


class User(Base):
    age: int = 0


def all_fields(users: Iterable[User]) -> list[str]:
    return [f"{name}: {user.model_fields['age'].annotation}" for user in users for name in user.model_fields]


def of_call() -> list[str]:
    return list(User(name="a").model_fields) + list(User.model_validate({"name": "b"}).model_computed_fields)


def in_brackets(user: User) -> object:
    return(  # of the class
        user
    ).model_fields


def optional(user: User | None) -> object:
    if user is None:
        return None
    return (user).model_fields
