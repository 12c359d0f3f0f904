import pathlib

import kit

pathlib.Path("config.toml").write_text("a = 1\n")


def f():
    ¦
    return config


kit.same(f(), {"a": 1})
