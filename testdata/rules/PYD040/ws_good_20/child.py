from pydantic import ConfigDict

from base import Base


class Child(Base):
    model_config = ConfigDict(title="child")
