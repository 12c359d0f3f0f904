from pydantic import BaseModel, ConfigDict


class A(BaseModel):
    model_config = ConfigDict(
        extra="forbid",  # no more
        title="""a
  b""",
    )

    x: int