import sqlalchemy as sa
import sqlalchemy.orm

Base = sqlalchemy.orm.declarative_base(metadata=sqlalchemy.MetaData())
print(sa.Column)
