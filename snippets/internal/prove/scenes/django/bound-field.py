import kit
import kitdj
from shop.models import Author, Book

¦


class F(StyledForm):
    title = forms.CharField()


kit.same(F()["title"].css_classes(), "field")
