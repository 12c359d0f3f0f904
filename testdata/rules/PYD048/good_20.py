from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class A(BaseModel):
    """Patterns."""

    model_config = ConfigDict(regex_engine="python-re")

    a: Annotated[str, StringConstraints(pattern="^(a|b)\\1$")]
    b: list[Annotated[str, Field(pattern=r"[]x]\Z")]]
    c: str = Field(pattern="\1")
    d: str = Field(pattern=f"(?=x)")


class B(BaseModel):
    model_config = {'frozen': True, "regex_engine": "python-re"}
    a: str | None = Field(None, pattern=r"^(?P<q>['\"]).*(?P=q)$")
