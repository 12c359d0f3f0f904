import sqlalchemy as sa
import sqlalchemy.ext.declarative

Base = sqlalchemy.ext.declarative.declarative_base(metadata=sqlalchemy.MetaData())
print(sa.Column)
