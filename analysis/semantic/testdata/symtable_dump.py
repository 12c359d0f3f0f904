"""Print, for each file named on standard input, its symbol table as one line of JSON.

A table is [type, name, line, symbols, children]; a symbol is [name, flags],
flags being some of l(ocal) g(lobal) f(ree) p(arameter) i(mported) a(ssigned)
r(eferenced). Files that this Python cannot compile give null. The scopes that
Python 3.14 makes of annotations are left out.
"""
import json
import symtable
import sys
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(10000)
TESTS = ("l", "is_local"), ("g", "is_global"), ("f", "is_free"), ("p", "is_parameter"), ("i", "is_imported"), ("a", "is_assigned"), ("r", "is_referenced")


def kind(t):
    return str(getattr(t.get_type(), "value", t.get_type()))


def table(t):
    symbols = [[s.get_name(), "".join(c for c, test in TESTS if getattr(s, test)())] for s in t.get_symbols()]
    return [kind(t), t.get_name(), t.get_lineno(), sorted(symbols), [table(c) for c in t.get_children() if kind(c) != "annotation"]]


for line in sys.stdin:
    path = line.rstrip("\n")
    try:
        with open(path, "rb") as f:
            source = f.read()
        out = table(symtable.symtable(source, path, "exec"))
    except (SyntaxError, ValueError, RecursionError, UnicodeError):
        out = None
    sys.stdout.write(json.dumps(out) + "\n")
    sys.stdout.flush()
