¦


def test_resource(resource):
    assert resource is not None
