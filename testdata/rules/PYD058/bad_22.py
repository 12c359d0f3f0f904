import pydantic


class A(pydantic.BaseModel):
    """Has a docstring."""

    model_dump: str
    model_fields: int = 1
    model_config: str
