from pydantic.utils import to_camel

from app.names import to_lower_camel
