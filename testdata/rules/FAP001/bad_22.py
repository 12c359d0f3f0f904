from fastapi import APIRouter, FastAPI

from routes import router as other
from vendor import register

router = APIRouter()


@router.on_event("startup")
def router_startup(): ...


def included():
    app = FastAPI()
    app.include_router(router, prefix="/x")

    @app.on_event("startup")
    def startup(): ...

    return app


def deep():
    settings = {}
    app = FastAPI()
    app.include_router(other)

    @app.on_event("startup")
    def startup(): ...

    return app, settings


def passed():
    """Passes the application on."""
    app = FastAPI()

    @app.on_event("startup")
    def startup(): ...

    register(app)
    return app
