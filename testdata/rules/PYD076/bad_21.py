from pydantic import parse_obj_as, schema_json_of, schema_of

arguments = (list[int], ["1"])
options = {"by_alias": False}

A = parse_obj_as(*arguments)
B = schema_of(int, title="Number")
C = schema_of(int, **options)
D = schema_json_of(int, title="Number", indent=2)
E = parse_obj_as(
    list[int],  # the type
    ["1"],
)
F = schema_json_of(
    int,
    # aliases are not for readers
    by_alias=False,
)
