from base import Base
from pydantic import ConfigDict


class Child(Base):
    model_config = ConfigDict(title="child")
