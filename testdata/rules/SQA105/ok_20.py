from unittest.mock import MagicMock

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session


class Both(AsyncSession):
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return None


async def main(other, session: Session) -> None:
    with Both() as one, other.begin() as two:
        print(one, two)
    mock: AsyncSession = MagicMock()
    with mock as three:
        print(three)
    async with session as four:
        print(four)
