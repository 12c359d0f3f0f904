// Package cases reads the cases of the rules, testdata/rules/CODE.
package cases

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Suite is the cases of one rule: testdata/rules/CODE/cases.json.
type Suite struct {
	Code  string
	Cases []Case

	Dir string `json:"-"` // of cases.json; what cases name is relative to it
}

// Case is a file or a project on which a rule is tried.
type Case struct {
	Name           string
	Kind           string            // "fix", "report", "action", "silent"
	File, Golden   string            // one file ...
	Path           string            // ... and where it lives in its project
	Dir            string            // or a whole project
	GoldenDir      string            `json:"golden_dir"`
	Files          map[string]string // further files of the project, by path
	RequiresPython *string           `json:"requires_python"`
	Dependencies   []string
	Findings       json.RawMessage // 1-based lines: a list, or by path for a Dir
	Ranges         [][4]uint32     // 0-based lines and UTF-16 code units
	Action         string          // the title of the fix; absent: all fixes of the file
	Safety         string
}

// Read reads the suite in dir.
func Read(dir string) (*Suite, error) {
	file := filepath.Join(dir, "cases.json")
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	s := &Suite{Dir: dir}
	if err := json.Unmarshal(b, s); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return s, nil
}

// Files are the files of the project of a case, by path. Paths are those of the
// files that the case is about, sorted.
func (s *Suite) Files(c Case) (files map[string][]byte, paths []string, err error) {
	files = map[string][]byte{}
	for path, from := range c.Files {
		if files[path], err = os.ReadFile(filepath.Join(s.Dir, from)); err != nil {
			return nil, nil, err
		}
	}
	if c.Dir != "" {
		inside, err := tree(filepath.Join(s.Dir, c.Dir))
		if err != nil {
			return nil, nil, err
		}
		maps.Copy(files, inside)
		paths = slices.Sorted(maps.Keys(inside))
	} else {
		if files[c.Path], err = os.ReadFile(filepath.Join(s.Dir, c.File)); err != nil {
			return nil, nil, err
		}
		paths = []string{c.Path}
	}
	if files["pyproject.toml"] == nil && c.RequiresPython != nil {
		b, err := json.Marshal(c.Dependencies)
		if err != nil {
			return nil, nil, err
		}
		files["pyproject.toml"] = fmt.Appendf(nil, "[project]\nname = \"case\"\nversion = \"1\"\nrequires-python = %q\ndependencies = %s\n", *c.RequiresPython, b)
	}
	return files, paths, nil
}

// Fixed are the files of the project after the fix, nil if the case has none.
func (s *Suite) Fixed(c Case) (map[string][]byte, error) {
	if c.Golden == "" && c.GoldenDir == "" {
		return nil, nil
	}
	files, _, err := s.Files(c)
	if err != nil {
		return nil, err
	}
	if c.GoldenDir != "" {
		inside, err := tree(filepath.Join(s.Dir, c.GoldenDir))
		maps.Copy(files, inside)
		return files, err
	}
	files[c.Path], err = os.ReadFile(filepath.Join(s.Dir, c.Golden))
	return files, err
}

// tree reads the files below dir, by path with slashes.
func tree(dir string) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(rel)], err = os.ReadFile(path)
		return err
	})
	return files, err
}
