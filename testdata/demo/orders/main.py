"""The API."""

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from orders.db import Base, Order, engine, get_session
from orders.schemas import OrderIn, OrderOut

app = FastAPI(title="Orders")


@app.on_event("startup")
async def create_tables() -> None:
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)


@app.on_event("shutdown")
async def close_engine() -> None:
    await engine.dispose()


@app.post("/orders", response_model=OrderOut, status_code=201)
async def create_order(order: OrderIn, session: AsyncSession = Depends(get_session)):
    row = Order(**order.model_dump())
    session.add(row)
    session.commit()
    return row


@app.get("/orders/{order_id}", response_model=OrderOut)
async def read_order(order_id: int, session: AsyncSession = Depends(get_session)):
    row = await session.scalar(select(Order).where(Order.id == order_id))
    if row is None:
        raise HTTPException(404)
    return row
