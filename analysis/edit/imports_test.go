package edit

import (
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis/syntax"
)

// name asks for a name at the end of the module and uses it there.
func name(module, name string) func(*testing.T, *Builder) {
	return func(t *testing.T, b *Builder) {
		n := end(b)
		s := b.Name(n, module, name)
		if n.IsNil() {
			return
		}
		if n.Is(syntax.KExpressionStatement) && n.Text() == "use" {
			b.Replace(n, s)
		}
	}
}

func remove(bound ...string) func(*testing.T, *Builder) {
	return func(t *testing.T, b *Builder) {
		for _, n := range bound {
			b.RemoveName(b.ImportedName(n))
		}
	}
}

func TestAddImport(t *testing.T) {
	first := FirstParty(func(m string) bool { return strings.HasPrefix(m, "app") })
	runDances(t, []dance{
		{name: "no imports, code", src: "use\n", want: "from m import N\n\nN\n", do: name("m", "N")},
		{name: "no imports, function", src: "def f(): ...\n\n\nuse\n", want: "from m import N\n\n\ndef f(): ...\n\n\nN\n", do: name("m", "N")},
		{name: "docstring", src: "\"\"\"Doc.\"\"\"\n\n\ndef f(): ...\n", want: "\"\"\"Doc.\"\"\"\n\nfrom m import N\n\n\ndef f(): ...\n", do: name("m", "N")},
		{name: "docstring and touching code", src: "\"\"\"Doc.\"\"\"\nuse\n", want: "\"\"\"Doc.\"\"\"\n\nfrom m import N\n\nN\n", do: name("m", "N")},
		{name: "shebang, encoding, licence", src: "#!/usr/bin/python3\n# -*- coding: utf-8 -*-\n# Copyright\n\nuse\n", want: "#!/usr/bin/python3\n# -*- coding: utf-8 -*-\n# Copyright\n\nfrom m import N\n\nN\n", do: name("m", "N")},
		{name: "touching comment", src: "# c\nuse\n", want: "# c\nfrom m import N\n\nN\n", do: name("m", "N")},
		{name: "only comments", src: "# c\n", want: "# c\nimport m\n", do: func(t *testing.T, b *Builder) { b.Import(b.f.Root(), "m") }},
		{name: "future", src: "from __future__ import annotations\n\nuse\n", want: "from __future__ import annotations\n\nfrom m import N\n\nN\n", do: name("m", "N")},
		{name: "bound", src: "from m import N\nuse\n", want: "from m import N\nN\n", do: name("m", "N")},
		{name: "bound under an alias", src: "from m import N as A\nuse\n", want: "from m import N as A\nA\n", do: name("m", "N")},
		{name: "module", src: "import m\nuse\n", want: "import m\nm.N\n", do: name("m", "N")},
		{name: "module alias", src: "import m as k\nuse\n", want: "import m as k\nk.N\n", do: name("m", "N")},
		{name: "dotted module", src: "import m.o\nuse\n", want: "import m.o\nm.o.N\n", do: name("m.o", "N")},
		{name: "module from package", src: "from m import o\nuse\n", want: "from m import o\no.N\n", do: name("m.o", "N")},
		{name: "from goes before module", src: "import m\nfrom m import A\nuse\n", want: "import m\nfrom m import A, N\nN\n", do: name("m", "N")},
		{name: "sorted: class before function", src: "from m import A, Z, f\nuse\n", want: "from m import A, N, Z, f\nN\n", do: name("m", "N")},
		{name: "sorted: constant", src: "from m import A, f\nuse\n", want: "from m import NN, A, f\nNN\n", do: name("m", "NN")},
		{name: "unsorted", src: "from m import f, A\nuse\n", want: "from m import f, A, N\nN\n", do: name("m", "N")},
		{name: "case", src: "from m import Header, N\nuse\n", want: "from m import Header, HTTPError, N\nHTTPError\n", do: name("m", "HTTPError")},
		{name: "numbers", src: "from m import A2, A10\nuse\n", want: "from m import A2, A3, A10\nA3\n", do: name("m", "A3")},
		{name: "comment on the line", src: "from m import A  # why\nuse\n", want: "from m import A, N  # why\nN\n", do: name("m", "N")},
		{name: "parentheses", src: "from m import (\n    A,  # a\n    # of z\n    Z  # z\n)\nuse\n", want: "from m import (\n    A,  # a\n    N,\n    # of z\n    Z  # z\n)\nN\n", do: name("m", "N")},
		{name: "parentheses, last", src: "from m import (\n    A,\n    B  # b\n)\nuse\n", want: "from m import (\n    A,\n    B,  # b\n    N,\n)\nN\n", do: name("m", "N")},
		{name: "parentheses, several on a line", src: "from m import (A, B,\n               Z)\nuse\n", want: "from m import (A, B, N,\n               Z)\nN\n", do: name("m", "N")},
		{name: "backslash", src: "from m import A, \\\n    Z\nuse\n", want: "from m import A, N, \\\n    Z\nN\n", do: name("m", "N")},
		{name: "one line in parentheses", src: "from m import (A, Z)\nuse\n", want: "from m import (A, N, Z)\nN\n", do: name("m", "N")},
		{name: "semicolons", src: "import a; from m import A\nuse\n", want: "import a; from m import A, N\nN\n", do: name("m", "N")},
		{name: "same section", src: "import os\nfrom re import compile\n\nuse\n", want: "import os\nfrom enum import Enum\nfrom re import compile\n\nEnum\n", do: name("enum", "Enum")},
		{name: "plain before from", src: "import os\nfrom abc import ABC\n\nuse\n", want: "import os\nimport re\nfrom abc import ABC\n\nuse\n", do: func(t *testing.T, b *Builder) { b.Import(end(b), "re") }},
		{name: "new stdlib section", src: "import pydantic\n\nuse\n", want: "from enum import Enum\n\nimport pydantic\n\nEnum\n", do: name("enum", "Enum")},
		{name: "new third-party section", src: "import os\n\nfrom app.db import x\n\n\ndef f(): ...\n\n\nuse\n", want: "import os\n\nfrom m import N\n\nfrom app.db import x\n\n\ndef f(): ...\n\n\nN\n", do: name("m", "N"), opts: []Option{first}},
		{name: "first-party section", src: "import os\n\n\ndef f(): ...\n\n\nuse\n", want: "import os\n\nfrom app.m import N\n\n\ndef f(): ...\n\n\nN\n", do: name("app.m", "N"), opts: []Option{first}},
		{name: "relative", src: "import m\n\nuse\n", want: "import m\n\nfrom .a import N\n\nN\n", do: name(".a", "N")},
		{name: "unknown own modules", src: "from fastapi import X\n\nfrom abc_app import y\n\nuse\n", want: "from fastapi import X\nfrom pydantic import N\n\nfrom abc_app import y\n\nN\n", do: name("pydantic", "N")},
		{name: "after the block, touching code", src: "import a\nuse\n", want: "import a\nfrom m import N\n\nN\n", do: name("m", "N")},
		{name: "comment above an import", src: "import a\n# of z\nimport z\n\nuse\n", want: "import a\nimport m\n# of z\nimport z\n\nuse\n", do: func(t *testing.T, b *Builder) { b.Import(end(b), "m") }},
		{name: "type checking", src: "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from m import N\n\nuse\n", want: "from typing import TYPE_CHECKING\n\nfrom m import N as K\n\nif TYPE_CHECKING:\n    from m import N\n\nK\n", do: func(t *testing.T, b *Builder) {
			b.ImportAs("m", "N", "K")
			b.Replace(end(b), "K")
		}},
		{name: "needed at run time", src: "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from m import A, N\n\nuse\n", want: "from typing import TYPE_CHECKING\n\nfrom m import N\n\nif TYPE_CHECKING:\n    from m import A\n\nN\n", do: name("m", "N")},
		{name: "try", src: "try:\n    from m import A\nexcept ImportError:\n    pass\n\nuse\n", want: "from m import N\n\ntry:\n    from m import A\nexcept ImportError:\n    pass\n\nN\n", do: name("m", "N")},
		{name: "no final newline", src: "# c\nimport a", want: "# c\nimport a\nimport m", do: func(t *testing.T, b *Builder) { b.Import(end(b), "m") }},
		{name: "two names of one module", src: "import a\n\nuse\n", want: "import a\nfrom m import A, b\n\nuse\n", do: func(t *testing.T, b *Builder) {
			b.Name(end(b), "m", "b")
			b.Name(end(b), "m", "A")
			b.Name(end(b), "m", "b")
		}},
		{name: "taken in the module", src: "N = 1\nuse\n", want: "import m\n\nN = 1\nm.N\n", do: name("m", "N")},
		{name: "taken by another import", src: "from k import N\nuse\n", want: "import m\nfrom k import N\nm.N\n", do: name("m", "N")},
		{name: "taken, module taken too", src: "N = m = 1\nuse\n", want: "error: fix not possible: the name N means something else here", do: name("m", "N")},
		{name: "shadowed", src: "from m import N\n\ndef f(N):\n    return x\n", want: "import m\nfrom m import N\n\ndef f(N):\n    return m.N\n", do: func(t *testing.T, b *Builder) {
			n := find(t, b, syntax.KReturnStatement, "").FirstChild().NextSibling()
			b.Replace(n, b.Name(n, "m", "N"))
		}},
		{name: "module under an alias", src: "from datetime import date\n\nuse\n", want: "import datetime as dt\nfrom datetime import date\n\nuse\n", do: func(t *testing.T, b *Builder) { b.ImportAs("datetime", "", "dt") }},
		{name: "like", src: "import sqlalchemy as sa\nfrom sqlalchemy import text\n\nsa.x\n", want: "import sqlalchemy as sa\nfrom sqlalchemy import text\n\nsa.N\n", do: func(t *testing.T, b *Builder) {
			ref := find(t, b, syntax.KAttribute, "sa.x")
			b.Replace(ref, b.NameLike(ref, "sqlalchemy", "N"))
		}},
		{name: "type name", src: "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from m import A\n\nuse\n", want: "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from m import A, N\n\n\"N\"\n", do: func(t *testing.T, b *Builder) {
			b.Replace(end(b), `"`+b.TypeName(end(b), "m", "N")+`"`)
		}},
	})
}

func TestRemoveImport(t *testing.T) {
	drop := func(prefix, text string) func(*testing.T, *Builder) {
		return func(t *testing.T, b *Builder) { b.Replace(find(t, b, syntax.KExpressionStatement, prefix), text) }
	}
	runDances(t, []dance{
		{name: "first name", src: "from m import A, B\n\nA\nB\n", want: "from m import B\n\nx\nB\n", do: drop("A", "x")},
		{name: "last name", src: "from m import A, B\n\nA\nB\n", want: "from m import A\n\nA\nx\n", do: drop("B", "x")},
		{name: "name line", src: "from m import (\n    A,  # gone\n    B,\n)\n\nA\nB\n", want: "from m import (\n    B,\n)\n\nx\nB\n", do: drop("A", "x")},
		{name: "last name line", src: "from m import (\n    A,\n    B  # gone\n)\n\nA\nB\n", want: "from m import (\n    A,\n)\n\nA\nx\n", do: drop("B", "x")},
		{name: "one of several on a line", src: "from m import (A, B,\n  C)\n\nA\nB\nC\n", want: "from m import (A,\n  C)\n\nA\nx\nC\n", do: drop("B", "x")},
		{name: "statement with comment", src: "import a\nimport b  # gone\n\na\nb\n", want: "import a\n\na\nx\n", do: drop("b", "x")},
		{name: "section", src: "import os\n\nimport m\n\nos\nm\n", want: "import m\n\nx\nm\n", do: drop("os", "x")},
		{name: "last section", src: "import os\n\nimport m\n\n\ndef f(): ...\n\n\nos\nm\n", want: "import os\n\n\ndef f(): ...\n\n\nos\nx\n", do: drop("m", "x")},
		{name: "middle section", src: "import os\n\nimport m\n\nfrom . import k\n\nos\nm\nk\n", want: "import os\n\nfrom . import k\n\nos\nx\nk\n", do: drop("m", "x")},
		{name: "all", src: "import os\n\n\ndef f(): ...\n\n\nos\n", want: "def f(): ...\n\n\nx\n", do: drop("os", "x")},
		{name: "all below a docstring", src: "\"\"\"Doc.\"\"\"\n\nimport os\n\n\ndef f(): ...\n\n\nos\n", want: "\"\"\"Doc.\"\"\"\n\n\ndef f(): ...\n\n\nx\n", do: drop("os", "x")},
		{name: "below a comment", src: "# c\nimport os\n\nimport m\n\nos\nm\n", want: "# c\n\nimport m\n\nx\nm\n", do: drop("os", "x")},
		{name: "type checking", src: "from typing import TYPE_CHECKING, Any\n\nif TYPE_CHECKING:\n    from m import A\n\n\ndef f() -> \"A\": ...\n\n\nAny\n", want: "from typing import Any\n\n\ndef f() -> int: ...\n\n\nAny\n", do: func(t *testing.T, b *Builder) { b.Replace(find(t, b, syntax.KType, `"A"`), "int") }},
		{name: "semicolon", src: "import a; import b\n\na\nb\n", want: "import a\n\na\nx\n", do: drop("b", "x")},
		{name: "still used", src: "from m import A\n\nA\nA\n", want: "from m import A\n\nx\nA\n", do: drop("A", "x")},
		{name: "used by the new text", src: "from m import A\n\nA\n", want: "from m import A\n\nf(A)\n", do: drop("A", "f(A)")},
		{name: "only a keyword of the new text", src: "from m import A\n\nA\n", want: "f(A=1)\n", do: drop("A", "f(A=1)")},
		{name: "exported", src: "from m import A\n\n__all__ = ['A']\nA\n", want: "from m import A\n\n__all__ = ['A']\nx\n", do: drop("A", "x")},
		{name: "re-exported", src: "from m import A as A\n\nA\n", want: "from m import A as A\n\nx\n", do: drop("A", "x")},
		{name: "string annotation", src: "from m import A\n\ny: \"list[A]\"\nA\n", want: "from m import A\n\ny: \"list[A]\"\nx\n", do: func(t *testing.T, b *Builder) { b.Replace(end(b), "x") }},
		{name: "noqa", src: "from m import A  # noqa: F401\n\nA\n", want: "from m import A  # noqa: F401\n\nx\n", do: drop("A", "x")},
		{name: "package", src: "from m import A\n\nA\n", want: "from m import A\n\nx\n", do: drop("A", "x"), opts: []Option{PackageInit()}},
		{name: "kept on request", src: "from m import A\n\nA\n", want: "from m import A\n\nx\n", do: drop("A", "x"), opts: []Option{KeepOrphans()}},
		{name: "unused before", src: "from m import A, B\n\nA\n", want: "from m import B\n\nx\n", do: drop("A", "x")},
		{name: "unused before, on request", src: "from m import A, B\n\nA\n", want: "from m import A\n\nA\n", do: func(t *testing.T, b *Builder) { b.DropUnused("A", "B") }},
		{name: "local name", src: "from m import A\n\nA\n\ndef f(A):\n    return A\n", want: "x\n\ndef f(A):\n    return A\n", do: drop("A", "x")},
		{name: "swap in a section", src: "from m import A\n\nA\n", want: "from k import N\n\nN\n", do: func(t *testing.T, b *Builder) { b.Replace(end(b), b.Name(end(b), "k", "N")) }},
		{name: "swap of sections", src: "# c\nfrom datetime import A\n\nfrom .k import B\n\nB\nA\n", want: "# c\nfrom m import N\n\nfrom .k import B\n\nB\nN\n", do: func(t *testing.T, b *Builder) { b.Replace(end(b), b.Name(end(b), "m", "N")) }},
		{name: "swap in a statement", src: "from m import A, Z\n\nZ\nA\n", want: "from m import N, Z\n\nZ\nN\n", do: func(t *testing.T, b *Builder) { b.Replace(end(b), b.Name(end(b), "m", "N")) }},
		{name: "swap of same names", src: "from m import N\n\nN\n", want: "from k import N\n\nN\n", do: func(t *testing.T, b *Builder) { b.MoveName(b.ImportedName("N"), "k", "N") }},
		{name: "move with comment", src: "from typing import (\n    Any,\n    TypedDict,  # records\n)\n\nimport a\n\nAny, TypedDict\n", want: "from typing import (\n    Any,\n)\n\nimport a\nfrom typing_extensions import TypedDict  # records\n\nAny, TypedDict\n", do: func(t *testing.T, b *Builder) {
			b.MoveName(b.ImportedName("TypedDict"), "typing_extensions", "TypedDict")
		}},
		{name: "move with alias", src: "import a\nfrom z import A as B  # old\n\nB\n", want: "import a\nfrom b import N as B  # old\n\nB\n", do: func(t *testing.T, b *Builder) { b.MoveName(b.ImportedName("B"), "b", "N") }},
		{name: "move to run time", src: "import a\nfrom typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from datetime import date  # types\n    from re import Match\n\ndate\n", want: "import a\nfrom datetime import date  # types\nfrom typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from re import Match\n\ndate\n", do: func(t *testing.T, b *Builder) { b.MoveName(b.ImportedName("date"), "datetime", "date") }},
		{name: "move the last to run time", src: "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from m import A, B  # types\n\n\nclass C(A, B): ...\n", want: "from m import A, B  # types\n\n\nclass C(A, B): ...\n", do: func(t *testing.T, b *Builder) {
			b.MoveName(b.ImportedName("A"), "m", "A")
			b.MoveName(b.ImportedName("B"), "m", "B")
		}},
		{name: "rename in place", src: "from m import (\n    old,  # why\n    z,\n)\n\nold, z\n", want: "from m import (\n    new,  # why\n    z,\n)\n\nnew, z\n", do: func(t *testing.T, b *Builder) {
			b.RenameUses("old", b.MoveName(b.ImportedName("old"), "m", "new"))
		}},
		{name: "rename to its place", src: "from m import a, old, z\n\nold, z, a\n", want: "from m import Z, a, z\n\nZ, z, a\n", do: func(t *testing.T, b *Builder) { b.RenameUses("old", b.MoveName(b.ImportedName("old"), "m", "Z")) }},
		{name: "rename under an alias", src: "from m import old as o\n\no\n", want: "from m import new as o\n\no\n", do: func(t *testing.T, b *Builder) { b.RenameUses("o", b.MoveName(b.ImportedName("o"), "m", "new")) }},
		{name: "alias", src: "from m import date, x\n\ndate, x\n", want: "from m import date as d, x\n\nd, x\n", do: func(t *testing.T, b *Builder) {
			b.SetAlias(b.ImportedName("date"), "d")
			b.RenameUses("date", "d")
		}},
		{name: "module", src: "import tomli as tomllib\n\ntomllib\n", want: "import tomllib\n\ntomllib\n", do: func(t *testing.T, b *Builder) { b.MoveModule(b.ImportedName("tomllib"), "tomllib") }},
		{name: "only import of a function", src: "if x:\n    import a\n\na\n", want: "if x:\n    pass\n\na\n", do: func(t *testing.T, b *Builder) {
			b.RemoveName(find(t, b, syntax.KDottedName, "a"))
		}},
	})
}

func TestRemoveName(t *testing.T) {
	runDances(t, []dance{
		{name: "by hand", src: "from conftest import LIMIT, db, user  # shared\n\nLIMIT, db\n", want: "from conftest import LIMIT  # shared\n\nLIMIT, db\n", do: remove("db", "user")},
		{name: "all", src: "import a\nfrom b import c, d\n\na\n", want: "import a\n\na\n", do: remove("c", "d")},
	})
}

// TestViews mixes nodes of different views of one file, as rules do.
func TestViews(t *testing.T) {
	b := open("from m import A, B\n\ndef f(N, a=1):\n    x = 1\n    return g(A, k=1)\n\nB\n")
	other := b.f.Tracked(&syntax.Reads{})
	in := func(kind syntax.Kind, prefix string) syntax.Node { return find(t, b, kind, prefix).In(other) }
	call := in(syntax.KCall, "g(")
	b.RemoveElement(Keyword(call, "k"))
	b.AddKeyword(find(t, b, syntax.KCall, "g("), "l", b.Name(call, "k", "N"))
	b.RemoveName(in(syntax.KDottedName, "B"))
	b.DeleteStatement(in(syntax.KExpressionStatement, "x = 1"))
	b.DeleteStatement(find(t, b, syntax.KExpressionStatement, "B"))
	want := "import k\nfrom m import A\n\ndef f(N, a=1):\n    return g(A, l=k.N)\n"
	if got := result(t, b); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
