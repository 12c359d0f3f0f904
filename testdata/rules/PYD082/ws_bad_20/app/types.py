from pydantic import ConstrainedInt, ConstrainedStr


class Slug(ConstrainedStr):
    min_length = 1


class Name(ConstrainedStr):
    min_length = 1


class Age(ConstrainedInt):
    ge = 0


class Size(ConstrainedInt):
    ge = 0


class Count(ConstrainedInt):
    ge = 0


__all__ = ["Age", "Count", "Name", "Size", "Slug"]
