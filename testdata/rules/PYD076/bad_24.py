class Reader:
    def read(self, text: str) -> dict:
        from pydantic import parse_obj_as, schema_of

        self.value = parse_obj_as(int, text)
        return schema_of(int)
