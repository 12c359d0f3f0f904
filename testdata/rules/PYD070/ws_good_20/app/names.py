from pydantic.alias_generators import to_camel as to_lower_camel

NAME = to_lower_camel("a_b")
