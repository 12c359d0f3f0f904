from sqlalchemy.orm import DeclarativeBase


class Model:
    def key(self):
        return self.id


class Base(Model, DeclarativeBase):
    pass


def make():
    class Local(DeclarativeBase):
        pass

    return Local
