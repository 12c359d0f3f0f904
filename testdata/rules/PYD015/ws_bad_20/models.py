from pydantic import BaseModel

from types_ import Page, Size


class Query(BaseModel):
    page: Page
    sizes: list[Size]
