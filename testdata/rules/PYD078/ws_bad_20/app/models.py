from pydantic import BaseModel, RootModel


class Tags(BaseModel):
    __root__: list[str]


class Names(RootModel[list[str]]):
    pass
