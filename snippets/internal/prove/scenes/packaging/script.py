¦
import re
import tomllib

import kit

with open(__file__) as f:
    block = re.search(r"(?m)^# /// (?P<type>[a-zA-Z0-9-]+)$\s(?P<content>(^#(| .*)$\s)+)^# ///$", f.read())
text = "".join(line[2:] if line.startswith("# ") else line[1:] for line in block["content"].splitlines(keepends=True))

kit.same((block["type"], tomllib.loads(text)), ("script", {"requires-python": ">=3.13", "dependencies": ["httpx"]}))
