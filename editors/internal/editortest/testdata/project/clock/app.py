import os
from datetime import datetime

from fastapi import Depends, FastAPI

app = FastAPI()
ünits = {"🚲 ride": datetime.utcnow()}
started = datetime.utcnow()


def token() -> str:
    return "x"


def user(name: str = Depends(token)) -> str:  # who
    return name
