import kit
from pydantic import TypeAdapter


class Name(str):
    ¦


kit.same((type(TypeAdapter(Name).validate_python("a")).__name__, TypeAdapter(Name).dump_json(Name("a"))), ("Name", b'"a"'))
