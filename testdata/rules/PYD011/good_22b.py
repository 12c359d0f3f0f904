from typing import Annotated

from pydantic import AfterValidator, BaseModel


def strip_name(v: str) -> str:
    return v.strip()


class Item(BaseModel):
    name: Annotated[str, AfterValidator(strip_name)]
