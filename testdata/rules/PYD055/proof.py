"""The JSON schema."""

warning = r"Using extra keyword arguments on `Field` is deprecated"
differs = {"bad_20": "`example` becomes one of `examples`"}
