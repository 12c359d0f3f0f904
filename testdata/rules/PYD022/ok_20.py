from pydantic import BaseModel, computed_field, field_validator
from somewhere import Unknown, classmethod as ours


class NoModel:
    @classmethod
    @field_validator("x", check_fields=False)
    def check(cls, v):
        return v


class Open(Unknown):
    @classmethod
    @field_validator("x", check_fields=False)
    def check(cls, v):
        return v


class A(BaseModel):
    x: int

    @ours
    @field_validator("x")
    def check(cls, v):
        return v

    @computed_field
    @property
    def y(self) -> int:
        return self.x
