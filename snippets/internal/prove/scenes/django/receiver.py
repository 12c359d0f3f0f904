import kit
import kitdj
from shop.models import Author, Book

kitdj.tables()

¦

kit.same(post_save.has_listeners(Book), True)
Book.objects.create(title="A")
