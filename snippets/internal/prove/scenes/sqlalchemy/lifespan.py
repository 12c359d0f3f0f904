import kit
from fastapi import FastAPI
from shopdb import Base, async_session, engine
from sqlalchemy import text

¦

app = FastAPI()


@app.get("/")
async def root() -> int:
    async with async_session() as session:
        return (await session.execute(text("SELECT count(*) FROM users"))).scalar_one()


kit.same(kit.ask(app, ("GET", "/")), [(200, 0)])
