import kit
from fastapi import FastAPI
from shopdb import User, async_session, tables
from sqlalchemy import func, select

¦

app = FastAPI()


@app.post("/{name}")
async def add(name: str, session: TransactionDep) -> None:
    session.add(User(name=name))
    if name == "bad":
        raise ValueError(name)


@app.get("/")
async def count() -> int:
    async with async_session() as session:
        return (await session.scalars(select(func.count()).select_from(User))).one()


kit.once(tables)
kit.fails(ValueError, "bad", kit.ask, app, ("POST", "/bad"))
kit.same(kit.ask(app, ("POST", "/good"), ("GET", "/")), [(200, None), (200, 1)])
