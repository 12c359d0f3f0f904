def test_log(caplog):
    ¦
