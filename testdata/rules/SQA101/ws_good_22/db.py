from typing import NewType

from sqlalchemy.ext.asyncio import AsyncSession as _AsyncSession

AsyncSession = NewType("AsyncSession", _AsyncSession)
ReadSession = NewType("ReadSession", _AsyncSession)
