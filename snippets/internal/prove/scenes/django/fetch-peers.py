import kit
import kitdj
from shop.models import Author, Book

kitdj.tables()
books = Book.objects.all().¦
kit.same(list(books), [])
