from json import dumps

from pydantic import TypeAdapter

TEXT = dumps(TypeAdapter(int).json_schema())
JSON = dumps({})
