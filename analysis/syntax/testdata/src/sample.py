#!/usr/bin/env python3
"""What the grammar has, in one file."""

from __future__ import annotations

import asyncio
from typing import (
    Any,
    Self,  # since 3.11
)

LIMIT = 10 \
    + 2
text = f"{LIMIT!r:>{LIMIT}} {'a' 'b'} {{}} {LIMIT = }"; other = rb"\"" b'\''
table = {
"key": [
1, 2,
],
}
choice = [
x
for x in table
if x
]


@decorate(
    # a comment
    1,
)

# another one
@again
async def fetch[T: (int, str), *Ts, **P](url: str, /, *args: *Ts, limit: int = 1, **kw: Any) -> T:
    """Fetch.

def not_code():
    """
    async with open(url) as f, other:
        async for line in f:
            yield await line
# at the margin
    if (n := len(url)) > 10:
        pass
    # before a clause
    elif n:
        return
    else: raise ValueError from None


class Empty: ...


class Base[T](
    object,
    metaclass=type,
):  # behind the colon
    # before the first
    x: int = 1; y = 2

    class Inner:
        z: "int"

    if LIMIT:
        a = 1
# at the margin, between
    else:
        a = 2

    @property
    def value(self) -> int: return self.x

    @value.setter
    def value(self, value):
        global LIMIT
        try:
            match value:
                case [1, *rest] | (2, rest) if rest:
                    del self.x
                case {"a": 1, **more}:
                    assert more, "m"
                case Base(x=1) as b:
                    print(b, end="")
                case _:
                    pass
        except* (ValueError, TypeError) as e:
            raise
        else:
            self.x = value if value else lambda *a, b=1: (yield)
        finally:
            while True:
                break
    # the last one

# below the class


class Only:
    # a comment
    pass


def describe(self, items):
    result = []
    for i, item in enumerate(items):
        if item is None or item not in self:
            continue
        result.append({"index": i, "item": item, **item})
    return sorted(result, key=lambda x: x["index"])


type Alias[T] = list[T]
if __name__ == "__main__":
	try:
		asyncio.run(fetch("a" if text else "b"))
	except (KeyError,
	        OSError):
		print('''
done
''')
