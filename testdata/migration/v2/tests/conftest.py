import pytest

from depot.schemas import Article, CustomerIn
from depot.service import Shop

ADDRESS = {"street": "Am Kai 1", "zipCode": "20457", "city": "Hamburg"}


@pytest.fixture
def customer_in() -> CustomerIn:
    return CustomerIn.model_validate({"name": "Ada", "email": "ADA@example.org", "phone": "+49 (40) 1", "addresses": [ADDRESS]})


@pytest.fixture
def shop() -> Shop:
    shop = Shop()
    article = Article(id=1, sku="DE-00012", title="Pencil", price="0.80", weight="12 g", stock=10)
    shop.articles.add(article.id, article)
    return shop
