from sqlalchemy.ext.declarative import declarative_base


class Model:
    def key(self):
        return self.id


Base = declarative_base(cls=Model)


def make():
    Local = declarative_base()
    return Local
