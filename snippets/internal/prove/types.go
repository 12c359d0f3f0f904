package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/pyidiom/pyidiom/analysis"
	"github.com/pyidiom/pyidiom/snippets"
)

// typedUses are what type checkers must say of a page: lines with "error" are
// rejected, all others are not.
var typedUses = map[string]string{
	"typing/decorator": `

@logged
def f(a: int, *, b: str = "x") -> int:
    return a


n: int = f(1, b="y")
f("a")  # error
f(1, c=2)  # error
`,
	"typing/decorator-arguments": `

@repeat(2)
def f(a: int) -> str:
    return ""


s: str = f(1)
f("a")  # error
`,
	"typing/decorator-async": `

@timed
async def f(a: int) -> str:
    return ""


async def g() -> None:
    s: str = await f(1)
    await f(s)  # error
`,
	"typing/retry": `

@retry(2, on=ValueError)
async def f(a: int) -> str:
    return ""


async def g() -> None:
    s: str = await f(1)
    await f(s)  # error


retry(2, on=int)  # error
`,
	"typing/protocol": `

class Users:
    async def get(self, id: int) -> str | None:
        return None

    async def create(self, data: dict[str, object]) -> str:
        return ""

    async def delete(self, id: int) -> bool:
        return True


users: Repository[str] = Users()
others: Repository[int] = Users()  # error
`,
	"typing/protocol-callback": `

def good(event: str, /, *, retries: int = 0) -> None: ...
def bad(event: int) -> None: ...


handler: Handler = good
handler = bad  # error
`,
	"typing/generic-class":    "\n\nn: int = Holder(1).value\ns: str = Holder(1).value  # error\n",
	"typing/generic-function": "\n\nn: int = first([1], 2)\ns: str = first([1], 2)  # error\n",
	"typing/type-predicate":   "\n\ndef f(x: str | int) -> int:\n    if is_text(x):\n        return x  # error\n    return x\n",
	"typing/kwargs":           "\n\nfetch(\"u\", timeout=1.0)\nfetch(\"u\", timeot=1.0)  # error\n",
	"typing/overload":         "\n\nn: int = parse(\"1\")\nm: None = parse(None)\no: int = parse(None)  # error\n",
	"typing/typeddict":        "\n\na: UserPayload = {\"name\": \"x\"}\nb: UserPayload = {\"email\": \"x\"}  # error\n",
	"typing/type-alias":       "\n\na: Json = {\"a\": [1, None]}\nb: Json = {1}  # error\n",
}

// checkTypes has pyright check the pages about types, strictly, for a version
// of Python with PEP 695 and one without.
func checkTypes(pyright string) (string, error) {
	command := strings.Fields(pyright)
	files, errors := 0, 0
	for _, python := range []string{"3.13", "3.11"} {
		dir, err := os.MkdirTemp("", "prove-types-")
		if err != nil {
			return "", err
		}
		defer os.RemoveAll(dir)
		project := fmt.Sprintf("[project]\nname = \"x\"\nversion = \"1\"\nrequires-python = \">=%s\"\n\n[tool.pyright]\npythonVersion = %q\ntypeCheckingMode = \"strict\"\nreportUnusedExpression = false\nreportUnusedCoroutine = false\nreportUnusedVariable = false\n", python, python)
		if err := os.WriteFile(filepath.Join(dir, "pyproject.toml"), []byte(project), 0o666); err != nil {
			return "", err
		}
		w := analysis.NewWorkspace(analysis.Options{Roots: []string{dir}})
		defer w.Close()
		want := map[string]bool{}
		for _, page := range snippets.Builtin().Pages() {
			uses, ok := typedUses[page.Topic()]
			if !ok {
				continue
			}
			name := strings.ReplaceAll(page.Name, "-", "_") + ".py"
			text, ok := accept(w, filepath.Join(dir, name), "¦\n"+uses, page)
			if !ok {
				continue // not for this version
			}
			files++
			for i, line := range strings.Split(text, "\n") {
				if strings.HasSuffix(line, "# error") {
					want[fmt.Sprintf("%s:%d", name, i+1)] = true
				}
			}
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
				return "", err
			}
		}
		cmd := exec.Command(command[0], append(command[1:], "--project", dir, dir)...)
		out, _ := cmd.CombinedOutput() // it fails where it finds errors
		for line := range strings.Lines(string(out)) {
			if !strings.Contains(line, " - error: ") && !strings.Contains(line, " - warning: ") {
				continue
			}
			parts := strings.SplitN(strings.TrimSpace(line), ":", 3)
			at := filepath.Base(parts[0]) + ":" + parts[1]
			if !want[at] {
				if _, seen := want[at]; !seen {
					return "", fmt.Errorf("pyright, Python %s: %s", python, line)
				}
			}
			want[at] = false
		}
		for at, missing := range want {
			if missing {
				return "", fmt.Errorf("pyright, Python %s: no error at %s:\n%s", python, at, out)
			}
			errors++
		}
	}
	if files == 0 {
		return "", fmt.Errorf("there is nothing to check the types of")
	}
	return fmt.Sprintf("%d files for Python 3.13 and 3.11 have the %d errors that they must have, and no others", files, errors), nil
}
