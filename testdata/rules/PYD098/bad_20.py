import typing as t

import annotated_types
import pydantic as p


def check(v: int) -> int:
    return v


class A(p.BaseModel):
    a: p.SkipValidation[int] = p.Field(3, gt=3)  # !
    b: t.Annotated[int, p.SkipValidation()] = p.Field(3, ge=3)  # !
    c: t.Annotated[p.SkipValidation[int], p.Field(gt=3)] = 5  # !
    d: t.Annotated[int, p.AfterValidator(check), p.SkipValidation] = 5  # !
    e: t.Annotated[
        str,
        p.StringConstraints(min_length=1),
        p.SkipValidation,  # !
    ] = ""
    f: t.Annotated[int, annotated_types.Gt(3), p.SkipValidation] = 3  # !
