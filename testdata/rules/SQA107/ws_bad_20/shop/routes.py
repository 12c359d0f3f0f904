from fastapi import APIRouter, HTTPException
from sqlalchemy import select

from shop import models
from shop.db import Session, SessionDep
from shop.models import Group, User

router = APIRouter()


@router.get("/users/{user_id}/orders")
async def user_orders(user_id: int, session: SessionDep) -> list[int]:
    user = await session.get(User, user_id)
    if user is None:
        raise HTTPException(404)
    return [order.id for order in user.orders]


@router.get("/orders")
async def orders(session: SessionDep) -> list[int]:
    result = await session.execute(
        select(models.Order)
        .where(models.Order.user_id > 0)
    )
    return [len(order.lines) for order in result.scalars().all()]


async def groups() -> list[int]:
    async with Session() as session:
        found = await session.scalars(select(Group))
        return [len(group.users) for group in found]


@router.post("/users")
async def create(session: SessionDep) -> int:
    user = User()
    session.add(user)
    await session.commit()
    await session.refresh(user)
    return len(user.groups)
