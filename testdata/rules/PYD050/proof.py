"""The configuration in force."""


def observe(m):
    model = getattr(m, "Both", None) or m.C
    return sorted(map(repr, model.model_config.items()))
