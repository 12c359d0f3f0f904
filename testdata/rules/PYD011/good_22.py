from typing import Annotated

from pydantic import AfterValidator, BaseModel


def strip_name(v: str) -> str:
    return v.strip()


StrippedNameStr = Annotated[str, AfterValidator(strip_name)]


class Item(BaseModel):
    name: StrippedNameStr
