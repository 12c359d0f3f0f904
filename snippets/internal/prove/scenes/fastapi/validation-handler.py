import kit
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def root(n: int) -> int:
    return n


¦

[(status, answer)] = kit.ask(app, ("GET", "/?n=x"))
kit.same((status, answer["detail"][0]["loc"]), (422, ["query", "n"]))
