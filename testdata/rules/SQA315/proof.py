"""The classes are mapped."""

raises = r"ArgumentError: Mapper .* could not assemble any primary key columns"
