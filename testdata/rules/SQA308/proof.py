"""The relationships of all mappers, with their directions and reverse sides."""


def observe(m):
    m.Base.registry.configure()
    return sorted(
        (mapper.class_.__name__, r.key, r.direction.name, r.uselist, r.lazy, repr(r.cascade), sorted(o.key for o in r._reverse_property))
        for mapper in m.Base.registry.mappers
        for r in mapper.relationships
    )
