import kit
import kitdj
from shop.models import Author, Book

¦

kit.same(Profile.view_is_async, True)
