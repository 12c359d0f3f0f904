import kit
from fastapi import FastAPI
from pydantic import BaseModel


class User(BaseModel):
    name: str


async def get_user_by_token(token: str) -> User | None:
    return User(name="Ann") if token == "good" else None


¦

app = FastAPI()


@app.get("/me")
async def me(user: CurrentUser) -> User:
    return user


kit.same(kit.ask(app, ("GET", "/me"), ("GET", "/me", {"headers": {"Authorization": "Bearer good"}}), ("GET", "/me", {"headers": {"Authorization": "Bearer bad"}})),
         [(401, {"detail": "Not authenticated"}), (200, {"name": "Ann"}), (401, {"detail": "Invalid credentials"})])
