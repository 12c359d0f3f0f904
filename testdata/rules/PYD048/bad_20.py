from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints


class A(BaseModel):
    """Patterns."""

    a: Annotated[str, StringConstraints(pattern="^(a|b)\\1$")]
    b: list[Annotated[str, Field(pattern=r"[]x]\Z")]]
    c: str = Field(pattern="\1")
    d: str = Field(pattern=f"(?=x)")


class B(BaseModel):
    model_config = {'frozen': True}
    a: str | None = Field(None, pattern=r"^(?P<q>['\"]).*(?P=q)$")
