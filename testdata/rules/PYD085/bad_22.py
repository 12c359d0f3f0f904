from datetime import date
from typing import List, Optional

import pydantic
from pydantic import BaseModel


def german(v: date) -> str:
    return v.strftime("%d.%m.%Y")


class Holiday(BaseModel):
    class Config:
        title = 'Holiday'
        json_encoders = {date: german}

    day: date
    others: Optional[List[date]] = None
