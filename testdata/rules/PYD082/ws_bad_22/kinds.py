from pydantic import ConstrainedStr


class Sku(ConstrainedStr):
    min_length = 3


class Code(ConstrainedStr):
    min_length = 2
