from json import dumps

from pydantic.deprecated.tools import schema_json_of

TEXT = schema_json_of(int)
JSON = dumps({})
