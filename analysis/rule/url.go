package rule

import "strings"

// Home is where pyidiom lives.
const Home = "https://github.com/pyidiom/pyidiom"

// areas are the folders below analysis/rules, by the letters codes begin with.
var areas = map[string]string{
	"DJG": "django",
	"FAP": "fastapi",
	"IDM": "pyidiom",
	"PKG": "packaging",
	"PTE": "pytest",
	"PYD": "pydantic",
	"PYV": "python",
	"SQA": "sqlalchemy",
	"TYP": "typing",
}

// URL is the address of the rule's page.
func (r *Rule) URL() string {
	area := areas[strings.TrimRight(r.Code, "0123456789")]
	return Home + "/blob/main/analysis/rules/" + area + "/" + strings.ToLower(r.Code) + ".md"
}
