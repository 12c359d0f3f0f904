class TestData:
    ¦

    def test_one(self):
        assert self.data == [1, 2, 3]

    def test_two(self):
        assert type(self).data == [1, 2, 3]
