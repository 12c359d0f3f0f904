"""The tables and mappers are configured."""

raises = r"NoReferencedTableError|NoReferencedColumnError|NoForeignKeysError|InvalidRequestError|ArgumentError"


def observe(m):
    m.Base.metadata.sorted_tables
    m.Base.registry.configure()
    for table in m.Base.metadata.tables.values():
        for key in table.foreign_keys:
            key.column
