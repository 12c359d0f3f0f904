"""What the module prints."""

import contextlib
import importlib
import io

skip = {"bad_20": "its statements are no SQL"}


def printed(m):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        importlib.reload(m)
    return out.getvalue()


def observe(m):
    return printed(m)
