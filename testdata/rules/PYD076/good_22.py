from json import dumps

from pydantic.type_adapter import TypeAdapter

TEXT = dumps(TypeAdapter(int).json_schema())
JSON = dumps(TypeAdapter(int).json_schema())
