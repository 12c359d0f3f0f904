from pydantic import BaseModel


class Job(BaseModel):
    """Another library has a Config, too."""

    class Config:
        extra = "forbid"

    name: str


class Task(BaseModel):
    """`Named` is one, and its `Config` is read."""

    class Config:
        title = "task"

    name: str


class Named(Task):
    pass
