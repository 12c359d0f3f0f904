from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


def get_token() -> str:
    return "token"


def get_user(token: Annotated[str, Depends(get_token)]) -> str:
    return f"user:{token}"


@app.get("/")
def read(user: str = Depends(get_user)):
    return user
