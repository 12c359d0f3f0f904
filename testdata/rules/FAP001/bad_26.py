from fastapi import FastAPI

public = FastAPI()
admin = FastAPI(title="admin")


@public.on_event("startup")
def open_public(): ...


@admin.on_event("startup")
async def open_admin(): ...
