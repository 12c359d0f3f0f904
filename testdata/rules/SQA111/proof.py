"""No relationship is loaded by a Query afterwards that can be written only."""

skip = {"bad_20": "one collection is used as a Query, so it stays one"}


def observe(m):
    m.Base.registry.configure()
    for mapper in m.Base.registry.mappers:
        for r in mapper.relationships:
            assert r.lazy != "dynamic", r
