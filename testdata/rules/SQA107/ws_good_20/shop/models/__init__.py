from .base import Base
from .order import Line, Order
from .user import Group, User

__all__ = ["Base", "Group", "Line", "Order", "User"]
