from sqlalchemy import func, select
from sqlalchemy.orm import column_property

from .models import Order, User

User.order_count = column_property(select(func.count(Order.id)).where(Order.user_id == User.id).scalar_subquery())
