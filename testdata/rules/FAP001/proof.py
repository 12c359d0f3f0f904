"""What runs when the application starts and stops."""

import contextlib
import io

from fastapi import FastAPI

warning = r"DeprecationWarning:\s+on_event is deprecated"
skip = {
    "bad_21": "connects to nothing that is there",
    "bad_23": "registers handlers in ways that have no fix",
    "bad_27": "uses on_startup= alone, of which nothing warns",
    "bad_22": "passes its application to a library that is not there",
}
requires = {"bad_20": {"starlette": "<1.0"}, "bad_24": {"starlette": "<1.0"}}  # which removed add_event_handler()


async def run(app):
    async with app.router.lifespan_context(app):
        pass


async def observe(m):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        for app in vars(m).values():
            if isinstance(app, FastAPI):
                await run(app)
    return out.getvalue(), getattr(m, "log", None)
