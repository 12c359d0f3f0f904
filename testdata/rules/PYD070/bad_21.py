from pydantic.utils import to_camel
from pydantic.utils import to_lower_camel as camel

__all__ = ["to_camel", "camel"]
