import kit
import kitdj
from shop.models import Author, Book

¦

kit.same("django.urls.reverse" in Command().get_auto_imports(), True)
