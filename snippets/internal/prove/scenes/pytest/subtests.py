def test_each(subtests):
    ¦
