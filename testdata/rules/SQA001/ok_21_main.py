from db import called, configured

configured.configure(expire_on_commit=False)


async def main():
    async with called(expire_on_commit=False) as session:
        await session.commit()
