def test_output(capsys):
    print("hello")
    ¦
