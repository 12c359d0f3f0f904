import kit
import kitdj
from shop.models import Author, Book

¦

kitdj.tables()
basket, book = Basket.objects.create(), Book.objects.create(title="A")
BasketItem.objects.create(basket=basket, book=book)
kit.same([b.title for b in basket.books.all()], ["A"])
