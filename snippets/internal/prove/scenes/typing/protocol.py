import kit

¦


class Users:
    async def get(self, id: int) -> str | None:
        return None

    async def create(self, data: dict[str, object]) -> str:
        return ""

    async def delete(self, id: int) -> bool:
        return True


users: Repository[str] = Users()
kit.same(kit.once(users.delete, 1), True)
