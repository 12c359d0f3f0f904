import os
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()
ünits = {"🚲 ride": datetime.now(UTC).replace(tzinfo=None)}
started = datetime.now(UTC).replace(tzinfo=None)


def token() -> str:
    return "x"


def user(name: Annotated[str, Depends(token)]) -> str:  # who
    return name
