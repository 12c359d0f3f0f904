from fastapi import FastAPI
from pydantic import BaseModel, validator
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

engine = create_async_engine("sqlite+aiosqlite://")
ünits = {"🚲 ride": async_sessionmaker(engine)}
sessions = async_sessionmaker(engine)


class Trip(BaseModel):
    start: int
    end: int
    name: str = "x"

    @validator("name", pre=True)
    def strip(cls, v):  # surrounding space
        return v.strip()


