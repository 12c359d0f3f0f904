from django.http import HttpResponse
from django.urls import path


def search(request, pk=None):
    from shop.models import Author

    return HttpResponse(", ".join(a.name for a in Author.objects.all()))


urlpatterns = [path("search/", search, name="search"), path("shelves/<int:pk>/", search, name="shelf-detail")]
