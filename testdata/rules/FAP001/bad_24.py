# Another file registers events on the application, or is passed it.
from fastapi import FastAPI

import events

app = FastAPI()
api = FastAPI()


@app.on_event("startup")
def startup(): ...


@api.on_event("startup")
def api_startup(): ...


events.setup(api)
