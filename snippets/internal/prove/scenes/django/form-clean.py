import kit
import kitdj
from shop.models import Author, Book
from django import forms


class BookForm(forms.Form):
    title = forms.CharField(strip=False)

    ¦


kit.same((BookForm({"title": "a"}).is_valid(), BookForm({"title": "  "}).errors["title"]), (True, ["Invalid value."]))
