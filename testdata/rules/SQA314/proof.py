"""Values of Python are an ArgumentError; the DEFAULT of a string in CREATE TABLE is no quoted string afterwards."""

import re

from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

raises = r"ArgumentError|AssertionError"


def observe(m):
    for table in m.Base.metadata.sorted_tables:
        ddl = str(CreateTable(table).compile(dialect=postgresql.dialect()))
        assert not re.search(r"DEFAULT '[^']*(\(|CURRENT|FALSE)", ddl), ddl
