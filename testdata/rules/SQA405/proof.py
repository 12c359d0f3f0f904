"""The SQL of the statements."""

import contextlib
import importlib
import io

raises = r"AssertionError|NotImplementedError: Operator 'contains' is not supported"
skip = {"good_20": "the text in a column has no fix"}


def printed(m):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        importlib.reload(m)
    return " ".join(out.getvalue().split())


def bad_1(m):
    assert " IN " in printed(m)
