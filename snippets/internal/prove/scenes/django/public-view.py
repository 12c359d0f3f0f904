import kit
import kitdj
from shop.models import Author, Book

¦

kit.same((landing.login_required, landing(None).content), (False, b"hello"))
