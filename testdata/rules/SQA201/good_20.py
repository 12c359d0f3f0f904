import sqlalchemy.orm as declarative_api
from sqlalchemy import orm

Base = orm.declarative_base()
Other = declarative_api.declarative_base()


class Mixin:
    @orm.declared_attr
    def __tablename__(cls):
        def name():
            from sqlalchemy.orm import has_inherited_table

            return has_inherited_table(cls)

        return name()
