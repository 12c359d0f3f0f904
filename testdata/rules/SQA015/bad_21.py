from os import environ

import sqlalchemy as sa

engine = sa.create_engine(
    'postgresql://app:hunter2@db.example.com/app',
    echo=environ.get('ECHO') == '1',
)
