def test_raises():
    ¦
