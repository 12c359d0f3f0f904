import pytest_asyncio
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from pydantic import BaseModel, Field

app = FastAPI()


class User(BaseModel):
    name: str = Field(min_length=1)


@app.post("/users/", status_code=201)
async def create(user: User) -> User:
    return user


@pytest_asyncio.fixture
async def async_client():
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
        yield client


¦
