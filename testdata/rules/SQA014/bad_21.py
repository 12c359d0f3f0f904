from sqlalchemy import create_engine


def engine():
    return create_engine("sqlite://", echo=True)
