"""Direction, target, loading, collection and join condition of each relationship."""

import importlib


def observe(m):
    if m.__name__.startswith("app."):
        importlib.import_module("app.team")
    m.Base.registry.configure()
    return [
        (
            mapper.class_.__name__, r.key, r.direction.name, r.uselist, r.lazy, r.viewonly, (r.collection_class or list).__name__,
            r.mapper.class_.__name__, str(r.primaryjoin), sorted(other.key for other in r._reverse_property),
        )
        for mapper in sorted(m.Base.registry.mappers, key=lambda mapper: mapper.class_.__name__)
        for r in mapper.relationships
    ]
