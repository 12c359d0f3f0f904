from pydantic import BaseModel, field_validator


class APIUser(BaseModel):
    password: str
    pin: str

    @field_validator("password", "pin")
    def hash(cls, v):
        return v[::-1]
