def test_group():
    ¦
