"""The fields."""

warning = r"UserWarning: .*(protected namespace|shadows an attribute)"
skip = {
    "bad_21": "warns before Pydantic 2.10 only",
    "bad_22": "a field `model_config` cannot be made at all",
}


def observe(m):
    return [(name, list(c.model_fields)) for name, c in sorted(vars(m).items()) if hasattr(c, "model_fields")]
