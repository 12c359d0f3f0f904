import os

from sqlalchemy import create_engine

engine = create_engine("postgresql://app:hunter2@db.example.com/app")
