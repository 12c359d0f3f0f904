from sqlalchemy.orm import sessionmaker


def use(factory: sessionmaker | None) -> None:
    print(factory)
