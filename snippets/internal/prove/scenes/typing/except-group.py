import contextlib
import io

import kit


async def job():
    raise ValueError("bad")


async def f():
    ¦


out = io.StringIO()
with contextlib.redirect_stdout(out):
    kit.once(f)
kit.same(out.getvalue(), "bad\n")
