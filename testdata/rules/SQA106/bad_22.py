import asyncio

from app.repo import Repository, Users


async def shared(repo: Repository, users: Users) -> None:
    await asyncio.gather(repo.first(), repo.second())
    async with asyncio.TaskGroup() as group:
        group.create_task(users.first())
        group.create_task(users.second())
    await asyncio.gather(repo.first(), repo.apart())
    await asyncio.gather(repo.count(), repo.count())
    await asyncio.gather(users.third(), users.first())
    await asyncio.gather(repo.first(), users.first())
