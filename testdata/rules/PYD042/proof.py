"""The known keys of the configuration."""

skip = {"bad_20": "several models; one of them keeps an unknown key", "bad_21": "speaks of a version that is not there", "bad_23": "several models; one of them keeps an unknown key", "ws_22": "speaks of a version that is not there"}


def bad_1(m):
    assert m.User.model_config.get("from_attributes") is True


def bad_2(m):
    assert m.User(name=" a ").name == "a"
