import kit

¦

value: Json = {"a": [1, None]}
kit.same(value, {"a": [1, None]})
