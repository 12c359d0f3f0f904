package pydantic

import (
	"testing"

	"github.com/pyidiom/pyidiom/analysis/edit"
)

func TestAddDependency(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{
			"[project]\nname = \"a\"\ndependencies = [\"fastapi\", \"pydantic>=2\"]\n",
			"[project]\nname = \"a\"\ndependencies = [\"fastapi\", \"pydantic>=2\", \"pydantic-settings>=2.0\"]\n",
		},
		{
			"[project]\ndependencies = [\n  'pydantic[email]>=2,<3',  # models\n  'x',\n]\n",
			"[project]\ndependencies = [\n  'pydantic[email]>=2,<3',  # models\n  'pydantic-settings>=2.0',\n  'x',\n]\n",
		},
		{
			"[project]\r\ndependencies = [\r\n\t\"pydantic\"\r\n]\r\n",
			"[project]\r\ndependencies = [\r\n\t\"pydantic\",\r\n\t\"pydantic-settings>=2.0\"\r\n]\r\n",
		},
		{"[project]\ndependencies = [\"pydantic-core\"]\n", ""},
		{"[project]\n[tool.x]\ndependencies = [\"pydantic\"]\n", ""},
		{"[project]\ndependencies = [\n  # \"pydantic\",\n]\n", ""},
		{"[tool.poetry.dependencies]\npydantic = \"^1\"\n", ""},
	} {
		edits, ok := addDependency(test.in, "pydantic", "pydantic-settings>=2.0")
		got := ""
		if ok {
			got = string(edit.Apply([]byte(test.in), edit.Merge(edits)))
		}
		if got != test.want {
			t.Errorf("%q: got %q, want %q", test.in, got, test.want)
		}
	}
}
