from typing import Annotated

from pydantic import AfterValidator, BaseModel


def api_user_hash(v):
    return v[::-1]


HashStr = Annotated[str, AfterValidator(api_user_hash)]


class APIUser(BaseModel):
    password: HashStr
    pin: HashStr
