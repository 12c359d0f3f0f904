from sqlalchemy import Engine, create_engine


def default() -> Engine:
    return create_engine("sqlite://")


def behind_alias() -> Engine:
    return create_engine("sqlite://")


def of_router() -> None:
    print(create_engine("sqlite://"))


def generator():
    yield create_engine("sqlite://")
