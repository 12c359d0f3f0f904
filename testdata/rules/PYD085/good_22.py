from datetime import date
from typing import List, Optional

import pydantic
from pydantic import BaseModel, PlainSerializer
from typing_extensions import Annotated


def german(v: date) -> str:
    return v.strftime("%d.%m.%Y")


class Holiday(BaseModel):
    class Config:
        title = 'Holiday'

    day: Annotated[date, PlainSerializer(german, when_used="json")]
    others: Optional[List[Annotated[date, PlainSerializer(german, when_used="json")]]] = None
