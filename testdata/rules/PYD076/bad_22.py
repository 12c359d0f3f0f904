from json import dumps

from pydantic.deprecated.tools import schema_json_of
from pydantic.type_adapter import TypeAdapter

TEXT = schema_json_of(int)
JSON = dumps(TypeAdapter(int).json_schema())
