# Reported, but not converted: what is to be moved is not certain.
import functools

from fastapi import FastAPI

app = FastAPI()
options = {}


class Service:
    def __init__(self) -> None:
        self.app = FastAPI()

        @self.app.on_event("startup")
        def startup(): ...


def other_scope():
    @app.on_event("startup")
    def startup(): ...


def twice(flag):
    app = FastAPI()
    if flag:
        app = FastAPI(debug=True)

    @app.on_event("startup")
    def startup(): ...


def with_options():
    app = FastAPI(**options)

    @app.on_event("startup")
    def startup(): ...


def computed(event):
    app = FastAPI()

    @app.on_event("startup")
    def startup(): ...

    @app.on_event(event)
    def whenever(): ...


def decorated():
    app = FastAPI()

    @app.on_event("startup")
    @functools.cache
    def startup(): ...


def required():
    app = FastAPI()

    @app.on_event("startup")
    def startup(x): ...


def rebound():
    app = FastAPI()

    @app.on_event("startup")
    def startup(): ...

    startup = None


def expressions(handlers):
    return FastAPI(on_startup=handlers), FastAPI(on_shutdown=[lambda: None])


def conditional(flag):
    app = FastAPI()
    if flag:

        @app.on_event("startup")
        def startup(): ...

    return app


def early(flag):
    app = FastAPI()
    if flag:
        return app

    @app.on_event("startup")
    def startup(): ...

    return app


def by_hand():
    app = FastAPI()

    @app.on_event("startup")
    def startup(): ...

    app.on_event("shutdown")(startup)


def on_the_router():
    app = FastAPI()

    @app.on_event("startup")
    def startup(): ...

    app.router.on_startup.append(startup)


def generator():
    app = FastAPI()

    @app.on_event("startup")
    def startup():
        yield


class Custom(FastAPI):
    def __init__(self):
        super().__init__(on_startup=[])


def custom():
    app = Custom()

    @app.on_event("startup")
    def startup(): ...
