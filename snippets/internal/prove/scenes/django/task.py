import kit
import kitdj
from shop.models import Author, Book

¦

kit.same(send_welcome.enqueue(user_id=1).status.name, "SUCCESSFUL")
