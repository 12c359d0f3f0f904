from os import environ

import sqlalchemy as sa

engine = sa.create_engine(
    environ['DATABASE_URL'],
    echo=environ.get('ECHO') == '1',
)
