import kit
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def root(a: int = 1, ¦) -> str | None:
    return q


kit.same([(s, a if s == 200 else None) for s, a in kit.ask(app, ("GET", "/?q=x"), ("GET", "/?q=" + "x" * 51))], [(200, "x"), (422, None)])
