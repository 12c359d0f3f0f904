¦


def test_directory(workdir):
    assert workdir.is_dir()
