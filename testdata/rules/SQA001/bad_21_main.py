from db import called, factory

factory.configure(autoflush=False)


async def main():
    async with called() as session:
        await session.commit()
