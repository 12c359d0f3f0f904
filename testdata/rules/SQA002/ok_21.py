from sqlalchemy.orm import sessionmaker


def make(kind, engine):
    return sessionmaker(engine, class_=kind)
