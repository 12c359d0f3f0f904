"""The development requirements, from either place."""


def observe(m):
    old = m.get("tool", {}).get("uv", {}).get("dev-dependencies", [])
    new = m.get("dependency-groups", {}).get("dev", [])
    return sorted({repr(r).lower() for r in [*old, *new]})
