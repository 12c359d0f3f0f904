from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

engine = create_async_engine("sqlite+aiosqlite://")
configured = async_sessionmaker(engine)
called = async_sessionmaker(engine)
