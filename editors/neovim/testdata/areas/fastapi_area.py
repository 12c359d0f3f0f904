import kit
from fastapi import FastAPI

¦

app = FastAPI()


@app.get("/")
async def root() -> int:
    return 1


import contextlib
import io

out = io.StringIO()
with contextlib.redirect_stdout(out):
    answer = kit.ask(app, ("GET", "/"))
kit.same((answer, out.getvalue()), ([(200, 1)], "starting\nstopping\n"))
