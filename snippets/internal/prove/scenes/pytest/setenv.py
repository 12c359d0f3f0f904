import os


def test_env(monkeypatch):
    ¦
    assert os.environ["APP_ENV"] == "test"


def test_undone():
    assert "APP_ENV" not in os.environ
