import kit
from pydantic import BaseModel
from shopdb import SessionDep, User, UserCreate, UserRead, tables


class UserUpdate(BaseModel):
    name: str | None = None


¦

kit.once(tables, "Ann")
kit.same(kit.ask(kit.included(router), ("POST", "/users/", {"json": {"name": "Ben"}}), ("PATCH", "/users/2", {"json": {"name": "Cy"}}), ("GET", "/users/"), ("DELETE", "/users/1"), ("GET", "/users/1")),
         [(201, {"id": 2, "name": "Ben"}), (200, {"id": 2, "name": "Cy"}), (200, [{"id": 1, "name": "Ann"}, {"id": 2, "name": "Cy"}]), (204, ""), (404, {"detail": "User not found"})])
