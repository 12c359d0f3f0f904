from pydantic import RootModel


class Tags(RootModel[list[str]]):
    pass


class Names(RootModel[list[str]]):
    pass
