"""Orders of a small shop."""

from collections.abc import AsyncIterator
from datetime import datetime

from fastapi import Depends, FastAPI
from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine("sqlite+aiosqlite://")
new_session = async_sessionmaker(engine)
app = FastAPI(title="Café Müller")


class Order(BaseModel):
    customer: str
    placed: datetime = Field(default_factory=datetime.utcnow)


async def get_session() -> AsyncIterator[AsyncSession]:
    async with new_session() as session:
        yield session


@app.post("/orders")
async def create(order: Order, session: AsyncSession = Depends(get_session)) -> Order:
    session.add(order)
    await session.commit()
    return order


