"""The tables, in the order of their columns, and how each column is loaded."""

differs = {"bad_21": "the columns of a class with an attribute that is only annotated come in the order of the source"}


def observe(m):
    tables = [
        (table.name, [(repr(column), repr(column.default)) for column in table.columns], sorted(repr(index) for index in table.indexes))
        for table in m.Base.metadata.sorted_tables
    ]
    m.Base.registry.configure()
    loaded = [
        (mapper.class_.__name__, [(p.key, p.deferred, p.group) for p in mapper.column_attrs])
        for mapper in sorted(m.Base.registry.mappers, key=lambda mapper: mapper.class_.__name__)
    ]
    return tables, loaded
