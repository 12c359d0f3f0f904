"""The settings and their configuration."""


def observe(m):
    model = getattr(m, "Settings", None) or m.C
    return [repr(model()), sorted(map(repr, model.model_config.items()))]
