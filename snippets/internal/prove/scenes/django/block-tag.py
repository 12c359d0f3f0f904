import kit
import kitdj
from shop.models import Author, Book

¦

kit.same(note("a", "<"), '<div class="note &lt;">a</div>')
