import kit
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

async_session = async_sessionmaker(create_async_engine("sqlite+aiosqlite://"))

¦

app = FastAPI()


@app.get("/")
async def root(session: SessionDep) -> int:
    return (await session.execute(text("SELECT 1"))).scalar_one()


kit.same(kit.ask(app, ("GET", "/")), [(200, 1)])
