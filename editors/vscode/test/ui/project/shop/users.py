"""Who is asking."""

from fastapi import APIRouter, Depends

router = APIRouter()


def current_user() -> str:
    return "ada"


@router.get("/me")
def me(user: str = Depends(current_user)) -> str:
    return user
