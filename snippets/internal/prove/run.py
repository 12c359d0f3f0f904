"""Runs rendered scenes, each in a process of its own, and prints what came out as a JSON object a line.

Usage: run.py DIRECTORY, which holds scenes.json: a list of {"id", "kind", "file"}. The libraries are loaded once; a
scene runs in a fork of this process.
"""

import asyncio
import importlib.util
import io
import json
import os
import sys
import tomllib
import traceback
import warnings
from contextlib import redirect_stderr, redirect_stdout

directory = os.path.abspath(sys.argv[1])
os.chdir(directory)
sys.path.insert(0, directory)

import fastapi.testclient  # noqa: E402, F401
import pydantic_settings  # noqa: E402, F401
import pytest  # noqa: E402
import sqlalchemy.ext.asyncio  # noqa: E402, F401
import uvicorn  # noqa: E402, F401
from packaging.requirements import Requirement  # noqa: E402

LIMIT = 60  # seconds that a scene may take


def python(path, name):
    import kit

    warnings.simplefilter("error", DeprecationWarning)
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    f = module.__dict__.get("call_me")  # of a scene that only has a place
    if f is not None:
        result = f()
        if asyncio.iscoroutine(result):
            asyncio.run(result)
    return "; ".join(kit.recorded) or "runs"


def tests(path, root):
    out = io.StringIO()
    with redirect_stdout(out):
        code = pytest.main([path, "-q", "-p", "no:cacheprovider", "-W", "error::DeprecationWarning", "-c", os.path.join(root, "pytest.ini"), "--rootdir", root])
    assert code == 0, out.getvalue()
    return out.getvalue().strip().splitlines()[-1].split(" in ")[0]


def toml(path):
    with open(path, "rb") as f:
        data = tomllib.load(f)
    required = [*data.get("project", {}).get("dependencies", []), *(r for group in data.get("dependency-groups", {}).values() for r in group), *data.get("build-system", {}).get("requires", [])]
    for r in required:
        Requirement(r)
    options = data.get("tool", {}).get("pytest", {}).get("ini_options")
    if options is None:
        return f"valid TOML, {len(required)} requirements" if required else "valid TOML"
    os.makedirs("configured/tests", exist_ok=True)
    os.replace(path, "configured/pyproject.toml")
    with open("configured/tests/test_it.py", "w") as f:
        f.write("async def test_it():\n    pass\n")
    os.chdir("configured")
    out = io.StringIO()
    with redirect_stdout(out):
        code = pytest.main(["-q", "-p", "no:cacheprovider"])
    assert code == 0, out.getvalue()
    return "pytest runs with it: " + out.getvalue().strip().splitlines()[-1].split(" in ")[0]


def run(scene):
    path = os.path.join(directory, scene["file"])
    match scene["kind"]:
        case "test":
            return tests(path, scene["root"])
        case "toml":
            return toml(path)
        case "django":
            return python(path, "shop.scene")
    return python(path, "scene")


def forked(scene):
    """What a scene says, in a process of its own."""
    read, write = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        import signal

        signal.alarm(LIMIT)
        out = io.StringIO()
        try:
            with redirect_stdout(out), redirect_stderr(out):
                answer = {"ok": True, "what": run(scene)}
        except BaseException:
            answer = {"ok": False, "what": out.getvalue() + traceback.format_exc()}
        with os.fdopen(write, "w") as f:
            json.dump(answer, f)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as f:
        said = f.read()
    os.waitpid(pid, 0)
    return json.loads(said) if said else {"ok": False, "what": "the process died"}


with open("scenes.json") as f:
    scenes = json.load(f)
for scene in scenes:
    print(json.dumps({"id": scene["id"], **forked(scene)}), flush=True)
