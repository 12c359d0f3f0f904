import kit
import kitdj
from shop.models import Author, Book

kitdj.tables()


async def f():
    ¦


kit.once(f)
kit.same(Book.objects.count(), 0)
