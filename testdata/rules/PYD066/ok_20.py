from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, field_validator


class A(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    password: str
    admin_password: Annotated[str, BeforeValidator(str)]
    password_changed_at: str
    password_length: int
    user_password_hash: str

    @field_validator("password", mode="before")
    @classmethod
    def keep(cls, v: object) -> object:
        return v


class B(A, str_strip_whitespace=False):
    password: str
