import kit
import kitdj
from shop.models import Author, Book
import types

views = types.SimpleNamespace(book_list=lambda request: None)

¦

kit.same((app_name, [p.name for p in urlpatterns]), ("shop", ["list"]))
