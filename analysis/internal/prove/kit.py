"""What drivers of proofs may use."""

import importlib.metadata

_recorded = []


def warnings():
    """The warnings of the module and of what runs now, as "Category: message"."""
    return [f"{w.category.__name__}: {w.message}" for w in _recorded]


def version(name):
    """The version of a distribution."""
    return importlib.metadata.version(name)


def sqlite():
    """An async engine on a database in memory of its own."""
    from sqlalchemy.ext.asyncio import create_async_engine
    from sqlalchemy.pool import StaticPool

    return create_async_engine("sqlite+aiosqlite://", poolclass=StaticPool)


async def create(base, engine):
    """Makes the tables of a declarative base or a MetaData; the engine is async."""
    async with engine.begin() as connection:
        await connection.run_sync(getattr(base, "metadata", base).create_all)


def sql(statement):
    """The text of a statement and its parameters."""
    compiled = statement.compile()
    return str(compiled), getattr(compiled, "params", None)


def schema(model):
    """The JSON schemas of a model, of what is validated and of what is serialized."""
    return model.model_json_schema(), model.model_json_schema(mode="serialization")
