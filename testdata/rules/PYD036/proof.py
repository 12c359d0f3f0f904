"""What is refused where assert statements are left out, as python -O does."""

import types

import pydantic


def refused(m, **values):
    optimized = types.ModuleType("optimized")
    with open(m.__file__) as f:
        exec(compile(f.read(), m.__file__, "exec", optimize=1), optimized.__dict__)
    try:
        optimized.A(**values)
    except pydantic.ValidationError as e:
        return [x["type"] for x in e.errors()]
    raise AssertionError(f"{values} are taken")


def bad_1(m):
    return refused(m, x=-1)


def bad_20(m):
    return [refused(m, a="c"), refused(m, b=""), refused(m, b="1"), refused(m, b="e"), refused(m, n=10)]
