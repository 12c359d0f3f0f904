from typing import Annotated, Optional

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints


class A(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    password: SecretStr
    old_password: Optional[Annotated[str, StringConstraints(strip_whitespace=False)]] = None
    passphrase: Annotated[str, StringConstraints(strip_whitespace=False), Field(min_length=8)]
    new_password: Annotated[str, StringConstraints(min_length=8, strip_whitespace=False)] | None
