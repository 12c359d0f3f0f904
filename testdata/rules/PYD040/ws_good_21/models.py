from pydantic import BaseModel, ConfigDict


class Job(BaseModel):
    """Another library has a Config, too."""

    model_config = ConfigDict(extra="forbid")

    name: str


class Task(BaseModel):
    """`Named` is one, and its `Config` is read."""

    class Config:
        title = "task"

    name: str


class Named(Task):
    pass
