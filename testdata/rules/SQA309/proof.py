"""The mappers are configured, and each relationship is set from its other side."""

import importlib

import kit

raises = r"InvalidRequestError: Mapper .* has no property|AssertionError"


def observe(m):
    m.Base.registry.configure()
    for mapper in m.Base.registry.mappers:
        for r in mapper.relationships:
            assert not r.back_populates or r._reverse_property and all(o.back_populates for o in r._reverse_property), r


def bad_22(m):
    m.Base.registry.configure()
    assert not any("will copy column" in w for w in map(str, kit.warnings())), kit.warnings()


def ws_24(m):
    importlib.import_module("item")
    observe(m)


ws_25 = ws_24


def ws_26(m):
    importlib.import_module("user")
    bad_22(m)
