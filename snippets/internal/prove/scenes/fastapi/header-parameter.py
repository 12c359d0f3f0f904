import kit
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def root(¦) -> str:
    return x_token


kit.same([(s, a if s == 200 else None) for s, a in kit.ask(app, ("GET", "/", {"headers": {"X-Token": "t"}}), ("GET", "/"))], [(200, "t"), (422, None)])
