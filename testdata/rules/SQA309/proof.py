"""The mappers are configured, and each relationship is set from its other side."""

raises = r"InvalidRequestError: Mapper .* has no property|AssertionError"


def observe(m):
    m.Base.registry.configure()
    for mapper in m.Base.registry.mappers:
        for r in mapper.relationships:
            assert not r.back_populates or r._reverse_property and all(o.back_populates for o in r._reverse_property), r
