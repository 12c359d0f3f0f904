¦

seen = []


def test_backend(backend):
    seen.append(backend)


def test_all():
    assert seen == ["sqlite", "postgresql"]
