"""The SQL that the module prints."""

import contextlib
import importlib
import io


def printed(m):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        importlib.reload(m)
    return " ".join(out.getvalue().split())


def observe(m):
    return printed(m)
