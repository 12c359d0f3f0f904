import kit
import kitdj
from shop.models import Author, Book

¦

from shop.models import Order, Product

kitdj.tables(Order, Product, OrderItem)
item = OrderItem.objects.create(order=Order.objects.create(), product=Product.objects.create())
kit.same((item.pk, str(OrderItem.objects.get(pk=(1, 1)))), ((1, 1), "1/1"))
