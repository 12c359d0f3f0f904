"""Runs the cases of rules on the libraries of this system and says of each whether what its rule promises holds.

Reads a job from stdin and writes one JSON object a line: the versions, then a result for each case. Libraries are
imported once; each side of a case (the file as it is, and as its fix makes it) runs in a process forked from here.
"""

import asyncio
import base64
import gc
import importlib
import importlib.metadata
import inspect
import itertools
import json
import os
import pathlib
import re
import shutil
import signal
import sys
import time
import traceback
import types
import warnings

import kit

HERE = pathlib.Path(__file__).parent
PLAIN = (str, bytes, int, float, complex, type(None))


# What a forked process does.


def lay(directory, files):
    for name, text in files.items():
        path = pathlib.Path(directory, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(text))


def load_driver(code, source):
    driver = types.ModuleType("proof")
    if source is not None:
        exec(compile(base64.b64decode(source), f"{code}/proof.py", "exec"), driver.__dict__)
    return driver


def load(path):
    """The module of a file, or the content of a TOML file."""
    if path.endswith(".toml"):
        import tomllib

        return tomllib.loads(pathlib.Path(path).read_text())
    name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return importlib.import_module(name)


def describe(rule):
    """What the driver of a rule declares."""
    driver = load_driver(rule["code"], rule["driver"])
    declared = {name: getattr(driver, name, empty) for name, empty in DECLARED.items()}
    declared["functions"] = [name for name, value in vars(driver).items() if inspect.isfunction(value)]
    return declared


DECLARED = {"warning": None, "raises": None, "skip": {}, "requires": {}, "differs": {}}


def observe_side(rule, name, path, files):
    """What is seen of one side of a case."""
    driver = load_driver(rule["code"], rule["driver"])
    root = os.getcwd()
    lay(root, files)
    sys.path[0] = root
    sys.argv = [path]
    if {"kit.py", "kit/__init__.py"} & files.keys():
        del sys.modules["kit"]
    observe = getattr(driver, name, None) or getattr(driver, "observe", None) or (default if rule["verdict"] == "Same" else None)
    seen = {"error": None, "value": None}
    with warnings.catch_warnings(record=True) as recorded:
        warnings.simplefilter("always")
        kit._recorded = recorded
        try:
            module = load(path)
            if observe:
                value = observe(module)
                if inspect.isawaitable(value):
                    value = asyncio.run(waited(value))
                seen["value"] = re.sub(r" at 0x[0-9a-f]+", " at 0x", repr(value))
        except BaseException as e:
            seen["error"] = f"{type(e).__name__}: {e}"
            seen["traceback"] = traceback.format_exc()
        gc.collect()  # says which coroutines were never awaited
    seen["warnings"] = [f"{w.category.__name__}: {w.message}" for w in recorded]
    return seen


async def waited(value):
    return await value


def default(module):
    """What can be said of any module: its own names, schemas of its models, SQL of its tables and statements."""
    if isinstance(module, dict):
        return module
    seen = {}
    for name, value in sorted(vars(module).items()):
        if name.startswith("_"):
            continue
        if inspect.isclass(value) and value.__module__ == module.__name__:
            seen[name] = ["class"]
            if hasattr(value, "model_json_schema"):
                seen[name] += attempt(kit.schema, value)
            if hasattr(value, "__mapper__"):
                seen[name] += attempt(mapped, value)
        elif inspect.isfunction(value) and value.__module__ == module.__name__:
            seen[name] = ["function", str(inspect.signature(value))]
        elif plain(value):
            seen[name] = [value]
        elif hasattr(value, "compile") and type(value).__module__.startswith("sqlalchemy."):
            seen[name] = attempt(kit.sql, value)
    return seen


def attempt(function, value):
    try:
        return list(function(value))
    except Exception as e:
        return [type(e).__name__, str(e)]


def mapped(cls):
    from sqlalchemy.schema import CreateTable

    tables = [str(CreateTable(table)) for table in cls.__mapper__.tables]
    return tables, sorted((p.key, type(p).__name__) for p in cls.__mapper__.iterate_properties)


def plain(value):
    if type(value) in (list, tuple, set, frozenset):
        return all(map(plain, value))
    if type(value) is dict:
        return all(map(plain, itertools.chain(value, value.values())))
    return type(value) in PLAIN or type(value) is bool


# The process that forks.


def start(number, function, *args):
    """Forks; the result of the call will be in a file."""
    directory = HERE / str(number)
    directory.mkdir()
    sys.stdout.flush()  # or the child prints it again
    pid = os.fork()
    if pid:
        return pid, directory
    try:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        out = os.open(f"{directory}.out", os.O_CREAT | os.O_WRONLY, 0o600)
        os.dup2(out, 1)
        os.dup2(out, 2)
        os.chdir(directory)
        result = json.dumps(function(*args))
        with open(f"{directory}.new", "w") as f:
            f.write(result)
        os.rename(f"{directory}.new", f"{directory}.json")
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def finish(directory, late):
    """The result of a process that has ended."""
    out = pathlib.Path(f"{directory}.out")
    printed = out.read_text(errors="replace") if out.exists() else ""
    answer = pathlib.Path(f"{directory}.json")
    if late:
        result = {"error": "Timeout: no end in sight", "died": True}
    elif answer.exists():
        result = json.loads(answer.read_text())
    else:
        last = printed.strip().rsplit("\n", 1)[-1]
        result = {"error": f"Crash: the process ended before its time: {last}", "died": True}
    result["printed"] = printed[-2000:]
    result.setdefault("warnings", [])
    shutil.rmtree(directory, ignore_errors=True)
    for file in HERE.glob(f"{directory.name}.*"):
        file.unlink()
    return result


def run_all(tasks, timeout, numbers=itertools.count()):
    """Runs (key, function, arguments...) in forked processes, a few at once; gives results by key."""
    tasks = list(reversed(tasks))
    results, running = {}, {}
    while tasks or running:
        while tasks and len(running) < (os.cpu_count() or 1):
            key, *call = tasks.pop()
            pid, directory = start(next(numbers), *call)
            running[pid] = key, directory, time.monotonic() + timeout
        for pid in list(running):
            key, directory, end = running[pid]
            late = time.monotonic() > end
            if late:
                os.killpg(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            elif os.waitpid(pid, os.WNOHANG) == (0, 0):
                continue
            try:
                os.killpg(pid, signal.SIGKILL)  # what it has started
            except (ProcessLookupError, PermissionError):
                pass
            results[key] = finish(directory, late)
            del running[pid]
        time.sleep(0.002)
    return results


# Judging.


def numbers_of(version):
    return [int(n) for n in re.match(r"\d+(?:\.\d+)*", version)[0].split(".")]


def unmet(requires):
    """The first requirement that the versions here do not meet, or None."""
    for name, ranges in requires.items():
        have = sys.version.split()[0] if name == "python" else installed(name)
        for part in ranges.split(","):
            op, want = re.fullmatch(r"\s*(>=|<=|==|!=|<|>)\s*([\d.]+)\s*", part).groups()
            if have is None:
                return f"{name} is not there"
            a, b = numbers_of(have), numbers_of(want)
            length = max(len(a), len(b))
            a, b = a + [0] * (length - len(a)), b + [0] * (length - len(b))
            if not {">=": a >= b, "<=": a <= b, "==": a == b, "!=": a != b, "<": a < b, ">": a > b}[op]:
                return f"needs {name}{ranges}"
    return None


def installed(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def good_name(name):
    return name.replace("bad", "good")


def warned(pattern, side):
    return any(re.search(pattern, w, re.S) for w in side["warnings"])


def judge(rule, declared, case, bad, good):
    """Why the case does not show what its rule promises; None if it does. good is None where there is nothing to run."""
    name = case["name"]
    if case["kind"] == "silent":
        return bad["error"]
    for label, side in (("bad", bad), ("good", good)):
        if side and side.get("died"):
            return f"{label}: {side['error']}"
    warning, raises = declared["warning"], declared["raises"]
    if rule["verdict"] == "Same" and bad["error"]:
        return f"bad: {bad['error']}"
    if warning and not warned(warning, bad):
        return f"bad gives no warning that matches {warning!r}, but {bad['warnings']}"
    if warning and good and warned(warning, good):
        return f"good still gives a warning that matches {warning!r}"
    if good and good["error"]:
        return f"good: {good['error']}"
    if rule["verdict"] == "Cured":
        if bad["error"] is None:
            return None if warning and not raises else "bad does nothing wrong"
        if not re.search(raises or r"^AssertionError\b", bad["error"], re.S):
            return f"bad fails in another way: {bad['error']}"
        return None
    if good:
        # When what was not closed is found is a matter of chance.
        more = [w for w in good["warnings"] if w not in bad["warnings"] and not w.startswith("ResourceWarning")]
        if more:
            return f"good gives a warning that bad does not give: {more[0]}"
        if bad["value"] != good["value"] and name not in declared["differs"]:
            return "bad and good differ: " + difference(bad["value"], good["value"])
    if name in declared["differs"] and case["safety"] != "unsafe":
        return "what a safe fix gives must not differ"
    return None


def difference(a, b):
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return f"...{a[max(0, at - 60):at + 60]}... and ...{b[max(0, at - 60):at + 60]}..."


def prove(job):
    rules = [r for r in job["rules"] if r["verdict"] != "Static"]
    timeout = job["timeout"]
    declared = run_all([(r["code"], describe, r) for r in rules], timeout)
    tasks, answers = [], []

    def answer(rule, case, status, what=""):
        answers.append((rule, case, status, what))

    for rule in rules:
        d = declared[rule["code"]]
        if d.get("error"):
            answer(rule, {"name": ""}, "fails", "proof.py: " + d["error"])
            continue
        names = {case["name"] for case in rule["cases"]}
        known = names | set(map(good_name, names))
        own = {name: need for name, need in d["requires"].items() if isinstance(need, dict)}
        for name in [*d["skip"], *own, *d["differs"], *(f for f in d["functions"] if re.match(r"(ws_)?(bad|good|ok)_\d", f))]:
            if name not in known:
                answer(rule, {"name": name}, "fails", "proof.py names a case that is not there")
        needs = unmet({name: need for name, need in d["requires"].items() if name not in own})
        for case in rule["cases"]:
            name = case["name"]
            if case["kind"] == "silent" and name not in d["functions"]:
                continue
            if name in d["skip"]:
                answer(rule, case, "skipped", d["skip"][name])
            elif reason := needs or unmet(own.get(name, {})):
                answer(rule, case, "versions", reason)
            else:
                tasks.append(((rule["code"], name, "bad"), observe_side, rule, name, case["path"], case["bad"]))
                if case["good"] is not None and good_name(name) not in d["skip"]:
                    tasks.append(((rule["code"], name, "good"), observe_side, rule, name, case["path"], case["good"]))
                answer(rule, case, "runs")
    seen = run_all(tasks, timeout)
    for rule, case, status, what in answers:
        code, name = rule["code"], case["name"]
        result = {"code": code, "case": name, "status": status, "what": what}
        if status == "runs":
            d = declared[code]
            bad, good = (seen.get((code, name, side)) for side in ("bad", "good"))
            if reason := judge(rule, d, case, bad, good):
                traces = [f"{label}:\n{s.get('traceback') or ''}{s['printed']}" for label, s in (("bad", bad), ("good", good)) if s and (s.get("traceback") or s["printed"])]
                result.update(status="fails", what=reason, details="\n".join(traces))
            else:
                result["what"] = d["skip"].get(good_name(name), "") if case["good"] is not None else ""
                result["differs"] = d["differs"].get(name, "")
        yield result


def main():
    job = json.load(sys.stdin)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in job["preload"]:
            try:
                importlib.import_module(name)
            except ImportError:
                pass
    gc.collect()
    gc.freeze()
    versions = {name: installed(name) for name in job["distributions"]}
    print(json.dumps({"versions": {"python": sys.version.split()[0], **{n: v for n, v in versions.items() if v}}}))
    for result in prove(job):
        print(json.dumps(result))


if __name__ == "__main__":
    main()
