from pydantic.alias_generators import to_pascal as to_camel

from app.names import to_lower_camel
