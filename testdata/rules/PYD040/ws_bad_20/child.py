from base import Base


class Child(Base):
    class Config(Base.Config):
        title = "child"
