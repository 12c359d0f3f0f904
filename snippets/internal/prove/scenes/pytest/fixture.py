¦


def test_name(name):
    assert name is not None
