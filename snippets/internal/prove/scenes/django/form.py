import kit
import kitdj
from shop.models import Author, Book

¦

kit.same((BookForm({"title": "A"}).is_valid(), BookForm({"title": ""}).errors.as_data().keys() == {"title"}), (True, True))
