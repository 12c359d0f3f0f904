from fastapi import APIRouter, FastAPI
from starlette.applications import Starlette

from main import app as served
from unknown import observer

router = APIRouter(on_startup=[print])
plain = Starlette(on_startup=[print])
full = FastAPI(lifespan=served, on_startup=[print])
late = FastAPI()
late.add_event_handler("startup", print)


@router.on_event("startup")
@served.on_event("startup")
@observer.on_event("startup")
@full.on_event("startup")
@plain.on_event("startup")
@late.on_event("changed")
def startup(): ...


def on_event(app):
    @app.on_event("startup")
    def startup(): ...
