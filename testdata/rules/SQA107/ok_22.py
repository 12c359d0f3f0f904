class User:
    items: list[int] = []


class Session:
    async def get(self, entity: type[User], ident: int) -> User:
        return entity()


async def count(session: Session) -> int:
    user = await session.get(User, 1)
    return len(user.items)
