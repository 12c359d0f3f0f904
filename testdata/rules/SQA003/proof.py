"""The engine is made."""

raises = r"InvalidRequestError: The asyncio extension requires an async driver"
skip = {"good_20": "needs drivers for SQL Server"}


def observe(m):
    pass
