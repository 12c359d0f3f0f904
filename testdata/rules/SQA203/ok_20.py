from sqlalchemy.orm import DeclarativeMeta, declarative_base, registry

from models import Model

Base = declarative_base()


class Meta(DeclarativeMeta):
    pass


class User(Base, metaclass=Meta):
    __abstract__ = True


A, B = declarative_base(), declarative_base()
C = declarative_base(constructor=None)
D = registry().generate_base()
E = declarative_base(cls=Model)
F = declarative_base()
F = declarative_base()
