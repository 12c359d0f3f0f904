import kit
import kitdj
from shop.models import Author, Book

¦

kitdj.tables(Shelf)
shelf = Shelf.objects.create(name="A")
kit.same((str(shelf), shelf.get_absolute_url()), ("A", "/shelves/1/"))
