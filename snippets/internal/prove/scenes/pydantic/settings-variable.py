import os

import kit
from pydantic_settings import BaseSettings

os.environ["DATABASE_URL"] = "postgresql://"


class A(BaseSettings):
    ¦


kit.same((A().database_url, A(database_url="x").database_url), ("postgresql://", "x"))
