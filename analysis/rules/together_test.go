package rules_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/analysis/rule"
)

// TestTogether fixes what two rules find in one file: one after the other, the
// other way round, and at once.
func TestTogether(t *testing.T) {
	for _, test := range []struct {
		name, a, b, src, want string
	}{
		{
			name: "a function that moved and is deprecated",
			a:    "PYD070", b: "PYD076",
			src:  "from pydantic.tools import parse_obj_as, schema_of\n\n\ndef f(x):\n    return parse_obj_as(int, x)\n\n\ndef g(x):\n    return parse_obj_as(int, x), schema_of(int)\n",
			want: "from pydantic import TypeAdapter\n\n\ndef f(x):\n    return TypeAdapter(int).validate_python(x)\n\n\ndef g(x):\n    return TypeAdapter(int).validate_python(x), TypeAdapter(int).json_schema()\n",
		},
		{
			name: "imported in a function",
			a:    "PYD070", b: "PYD076",
			src:  "from pydantic.tools import parse_obj_as as p\n\n\ndef f(x):\n    return p(int, x)\n\n\ndef g(x):\n    from pydantic.tools import schema_of\n\n    return schema_of(int)\n",
			want: "from pydantic import TypeAdapter\n\n\ndef f(x):\n    return TypeAdapter(int).validate_python(x)\n\n\ndef g(x):\n    from pydantic import TypeAdapter\n\n    return TypeAdapter(int).json_schema()\n",
		},
		{
			name: "a generic model in the wrong order",
			a:    "PYD077", b: "PYD094",
			src:  "from typing import Generic, TypeVar\n\nfrom pydantic.generics import GenericModel\n\nT = TypeVar(\"T\")\n\n\nclass A(Generic[T], GenericModel):\n    x: T\n",
			want: "from typing import Generic, TypeVar\n\nfrom pydantic import BaseModel\n\nT = TypeVar(\"T\")\n\n\nclass A(BaseModel, Generic[T]):\n    x: T\n",
		},
		{
			name: "the default of a field that is nothing else",
			a:    "PYD001", b: "PYD003",
			src:  "from pydantic import BaseModel, Field\n\n\nclass A(BaseModel):\n    x: int = Field(3)\n",
			want: "from pydantic import BaseModel\n\n\nclass A(BaseModel):\n    x: int = 3\n",
		},
		{
			name: "a constant",
			a:    "PYD001", b: "PYD054",
			src:  "from pydantic import BaseModel, Field\n\n\nclass A(BaseModel):\n    x: int = Field(3, const=True)\n",
			want: "from typing import Literal\n\nfrom pydantic import BaseModel\n\n\nclass A(BaseModel):\n    x: Literal[3] = 3\n",
		},
		{
			name: "a root validator without @classmethod",
			a:    "PYD024", b: "PYD080",
			src:  "from pydantic import BaseModel, root_validator\n\n\nclass A(BaseModel):\n    x: int\n\n    @root_validator(skip_on_failure=True)\n    def f(cls, values):\n        assert values[\"x\"]\n        return values\n",
			want: "from pydantic import BaseModel, model_validator\n\n\nclass A(BaseModel):\n    x: int\n\n    @model_validator(mode=\"after\")\n    def f(self):\n        assert self.x\n        return self\n",
		},
	} {
		for _, order := range [][][]string{{{test.a}, {test.b}}, {{test.b}, {test.a}}, {{test.a, test.b}}} {
			text := []byte(test.src)
			for _, codes := range order {
				root := t.TempDir()
				w := analysis.NewWorkspace(analysis.Options{Roots: []string{root}, Flags: selecting(codes...)})
				t.Cleanup(w.Close)
				text = w.Analyse(filepath.Join(root, "a.py"), text).FixAll(context.Background(), analysis.FixOptions{Unsafe: true}).Text
			}
			if string(text) != test.want {
				t.Errorf("%s, %v:\n%s", test.name, order, diff(test.want, string(text)))
			}
		}
	}
}

// TestMany fixes a file in which many fixes want different imports, so that they
// do not go together, and more of them than there may be rounds.
func TestMany(t *testing.T) {
	var src strings.Builder
	src.WriteString("from pydantic import BaseModel, validator\n")
	const n = 150
	for i := range n {
		values, test := "", "v"
		if i%2 == 1 {
			values, test = ", values", `v > values["a"]`
		}
		fmt.Fprintf(&src, "\n\nclass M%d(BaseModel):\n    a: int\n    b: int\n\n    @validator(\"b\")\n    def f(cls, v%s):\n        assert %s\n        return v\n", i, values, test)
	}
	root := t.TempDir()
	w := analysis.NewWorkspace(analysis.Options{Roots: []string{root}, Flags: selecting("PYD079")})
	t.Cleanup(w.Close)
	res := w.Analyse(filepath.Join(root, "a.py"), []byte(src.String())).FixAll(context.Background(), analysis.FixOptions{})
	if len(res.Left) > 0 || res.Count["PYD079"] != n {
		t.Errorf("%d findings are left, %v fixed", len(res.Left), res.Count)
	}
	if first, _, _ := strings.Cut(string(res.Text), "\n"); first != "from pydantic import BaseModel, ValidationInfo, field_validator" {
		t.Errorf("the import is %q", first)
	}
}

// TestModifySchema looks at how bad it is that a type has __modify_schema__: that
// depends on whether a model has a field of it, in whatever file.
func TestModifySchema(t *testing.T) {
	const class = "import pydantic\n\n\nclass Name(str):\n    @classmethod\n    def __modify_schema__(cls, field_schema): ...\n"
	for _, test := range []struct {
		name, text, other string
		want              rule.Severity
	}{
		{"not used", class, "", rule.Warning},
		{"in a function", class + "\n\ndef f(x: Name): ...\n", "", rule.Warning},
		{"in a plain class", class + "\n\nclass A:\n    x: Name\n", "", rule.Warning},
		{"in a model", class + "\n\nclass A(pydantic.BaseModel):\n    x: list[Name] = []\n", "", rule.Error},
		{"in a string", class + "\n\nclass A(pydantic.BaseModel):\n    x: 'Name | None'\n", "", rule.Error},
		{"on a model", "import pydantic\n\n\nclass A(pydantic.BaseModel):\n    def __modify_schema__(cls, field_schema): ...\n", "", rule.Error},
		{"in a model elsewhere", class, "from pydantic import BaseModel\n\nfrom names import Name\n\n\nclass A(BaseModel): ...\n\n\nclass B(A):\n    x: Name | None = None\n", rule.Error},
		{"in a plain class elsewhere", class, "from names import Name\n\n\nclass B:\n    x: Name | None = None\n", rule.Warning},
	} {
		root := t.TempDir()
		if err := os.WriteFile(filepath.Join(root, "other.py"), []byte(test.other), 0o644); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(root, "names.py")
		if err := os.WriteFile(path, []byte(test.text), 0o644); err != nil {
			t.Fatal(err)
		}
		found := workspace(t, root, "PYD083").Analyse(path, []byte(test.text)).Findings(context.Background())
		if len(found) != 1 || found[0].Severity != test.want {
			t.Errorf("%s: %+v, want severity %v", test.name, found, test.want)
		}
	}
}
