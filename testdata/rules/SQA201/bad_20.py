import sqlalchemy.ext.declarative as declarative_api
from sqlalchemy.ext import declarative

Base = declarative.declarative_base()
Other = declarative_api.declarative_base()


class Mixin:
    @declarative.declared_attr
    def __tablename__(cls):
        def name():
            from sqlalchemy.ext.declarative import has_inherited_table

            return has_inherited_table(cls)

        return name()
