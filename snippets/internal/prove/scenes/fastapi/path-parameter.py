import kit
from fastapi import FastAPI

app = FastAPI()


@app.get("/{item_id}")
async def root(
    ¦
) -> int:
    return item_id


kit.same([(s, a if s == 200 else None) for s, a in kit.ask(app, ("GET", "/1"), ("GET", "/0"))], [(200, 1), (422, None)])
