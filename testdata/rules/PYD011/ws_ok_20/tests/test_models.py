from models import Product


def test_positive():
    assert Product.validate_positive(3) == 3
