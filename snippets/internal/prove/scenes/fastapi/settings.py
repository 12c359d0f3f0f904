import os

import kit
from fastapi import FastAPI

¦

app = FastAPI()
os.environ["APP_DEBUG"] = "true"


@app.get("/")
async def root(settings: SettingsDep) -> bool:
    return settings.debug


kit.same(kit.ask(app, ("GET", "/")), [(200, True)])
