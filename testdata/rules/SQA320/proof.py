"""The mappers can be configured, without a warning."""

import kit

raises = r"ArgumentError|AssertionError"


def observe(m):
    m.Base.registry.configure()
    assert not any("delete-orphan" in str(warning) for warning in kit.warnings())
