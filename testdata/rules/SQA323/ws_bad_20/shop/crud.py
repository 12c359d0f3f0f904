from sqlalchemy import select, update

from shop import models
from shop.models import Order, User


def create(values: dict[str, str]) -> User:
    user = User(nme="ann", isactive=True)
    for key, value in values.items():
        setattr(user, key, value)
    user.nme = user.name
    return user


def order(user: User) -> models.Order:
    return models.Order(usr=user)


def find() -> object:
    return select(Order).filter_by(userid=1)


def write() -> object:
    return update(User).values(user_name="x", isActive=False)
