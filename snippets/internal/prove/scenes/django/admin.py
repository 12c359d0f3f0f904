import kit
import kitdj
from shop.models import Author, Book

¦

kit.same((admin.site._registry[Book].check(), admin.site._registry[Book].list_display), ([], ["title", "author"]))
