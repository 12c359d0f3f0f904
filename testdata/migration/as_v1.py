"""Runs pytest with the Pydantic 1 that Pydantic 2 has in it, under the name of pydantic."""

import importlib
import pkgutil
import sys

import pydantic.v1 as v1
import pytest

for info in pkgutil.iter_modules(v1.__path__):
    if info.name not in ("mypy", "_hypothesis_plugin"):
        importlib.import_module(f"{v1.__name__}.{info.name}")
for name in [name for name in sys.modules if name.partition(".")[0] == "pydantic"]:
    module = sys.modules[name] if name.startswith("pydantic.v1") else sys.modules.pop(name)
    if name.startswith("pydantic.v1"):
        sys.modules["pydantic" + name.removeprefix("pydantic.v1")] = module
sys.exit(pytest.main(sys.argv[1:]))
