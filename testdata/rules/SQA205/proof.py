"""What the program prints: the rows are the same."""
import contextlib
import io
import runpy


def observe(m):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        again = runpy.run_path(m.__file__)
    again["engine"].dispose()
    m.engine.dispose()
    return out.getvalue()
