import re

from pydantic import BaseModel, field_validator


class Create(BaseModel):
    email: str
    code: str | None = None

    @field_validator("email")
    @classmethod
    def lower_email(cls, v: str) -> str:
        """Mail is case-insensitive."""
        return re.sub(r"\s", "", v.lower())
