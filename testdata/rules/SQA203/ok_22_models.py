from base import Base
from meta import Meta


class User(Base, metaclass=Meta):
    __abstract__ = True
