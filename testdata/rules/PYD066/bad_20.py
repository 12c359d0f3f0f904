from typing import Annotated, Optional

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints


class A(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    password: SecretStr
    old_password: Optional[str] = None
    passphrase: Annotated[str, Field(min_length=8)]
    new_password: Annotated[str, StringConstraints(min_length=8)] | None
