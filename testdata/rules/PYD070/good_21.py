from pydantic.alias_generators import to_camel as camel, to_pascal as to_camel

__all__ = ["to_camel", "camel"]
