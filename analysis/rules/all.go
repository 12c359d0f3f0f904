// Package rules links every rule into the program that imports it.
package rules

import (
	_ "github.com/pyidiom/pyidiom/analysis/rules/django"
	_ "github.com/pyidiom/pyidiom/analysis/rules/fastapi"
	_ "github.com/pyidiom/pyidiom/analysis/rules/packaging"
	_ "github.com/pyidiom/pyidiom/analysis/rules/pydantic"
	_ "github.com/pyidiom/pyidiom/analysis/rules/pyidiom"
	_ "github.com/pyidiom/pyidiom/analysis/rules/pytest"
	_ "github.com/pyidiom/pyidiom/analysis/rules/python"
	_ "github.com/pyidiom/pyidiom/analysis/rules/sqlalchemy"
	_ "github.com/pyidiom/pyidiom/analysis/rules/typing"
)
