from pydantic import TypeAdapter


class Reader:
    def read(self, text: str) -> dict:
        self.value = TypeAdapter(int).validate_python(text)
        return TypeAdapter(int).json_schema()
