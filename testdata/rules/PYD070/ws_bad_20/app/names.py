from pydantic.utils import to_lower_camel

NAME = to_lower_camel("a_b")
