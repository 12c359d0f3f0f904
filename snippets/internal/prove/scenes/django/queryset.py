import kit
import kitdj
from shop.models import Author, Book

¦

kitdj.tables()
Book.objects.create(title="A")
Book.objects.create(title="B", active=False)
kit.same([b.title for b in BookQuerySet(Book).active()], ["A"])
