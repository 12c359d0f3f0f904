from typing import Any

from shop.base import Base


class Loud(Base):
    def json(self, **kw: Any) -> str:
        return super().json(**kw).upper()
