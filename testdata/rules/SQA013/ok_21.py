from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import async_sessionmaker
from sqlmodel.ext.asyncio.session import AsyncSession

engine = create_engine("sqlite://", connect_args={"autocommit": False})
Local = async_sessionmaker(class_=AsyncSession)
