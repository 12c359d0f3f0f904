from dataclasses import dataclass


@dataclass
class User:
    name: str


¦


def test_factory(make_user):
    assert (make_user().name, make_user(name="Ben").name) == ("Test User", "Ben")
