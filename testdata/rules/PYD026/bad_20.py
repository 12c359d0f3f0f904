from pydantic import BaseModel, RootModel, field_serializer, field_validator, validator


class User(BaseModel):
    email: str
    name: str
    id: int

    @field_serializer('nmae', "email", when_used="json")
    def dump(self, v: str) -> str:
        return v

    @validator("emails")
    def old(cls, v: str) -> str:
        return v

    @field_validator("namee", mode="before", check_fields=None)
    @classmethod
    def check(cls, v: str) -> str:
        return v

    @property
    def total(self) -> int:
        return 1

    @field_validator("total", "ix", "x")
    @classmethod
    def none_near(cls, v: str) -> str:
        return v


class Names(RootModel[list[str]]):
    @field_validator("roots")
    @classmethod
    def check(cls, v: list[str]) -> list[str]:
        return v
