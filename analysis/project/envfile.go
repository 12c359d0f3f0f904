package project

import (
	"path/filepath"
	"regexp"
	"strings"
)

// EnvName is a name that a dotenv file assigns. The value is not kept: it may be
// a secret.
type EnvName struct {
	Name  string
	Given bool // a value that is certain not to be empty
}

// EnvFile gives the names that a dotenv file in the root directory of the
// project, or below it, assigns, each once. ok is false if there is no such file
// or it cannot be read.
//
// It is read when it is asked for: a result that depends on it is renewed only
// if it was asked for in a rule's question.
func (v *View) EnvFile(name string) (names []EnvName, ok bool) {
	if name == "" || !filepath.IsLocal(filepath.FromSlash(name)) {
		return nil, false
	}
	path := filepath.Join(v.Root(), filepath.FromSlash(name))
	return load(v.w.reader(), path, "dotenv", func(_ string, b []byte) []EnvName { return parseEnv(string(b)) })
}

// isEnvFile tells whether a path is that of a dotenv file by its name.
func isEnvFile(path string) bool {
	base := filepath.Base(path)
	return strings.HasPrefix(base, ".env") || strings.HasSuffix(base, ".env")
}

// envBinding is an assignment as python-dotenv reads it; the groups are the
// name, and the value in single, in double, and without quotes.
var envBinding = regexp.MustCompile(`^(?:export[^\S\r\n]+)?(?:'([^']+)'|([^=#\s]+))[^\S\r\n]*(?:=[^\S\r\n]*(?:'((?:\\'|[^'])*)'|"((?:\\"|[^"])*)"|([^\r\n]*)))?`)

var envComment = regexp.MustCompile(`(^|\s+)#.*$`)

// parseEnv reads a dotenv file.
func parseEnv(text string) []EnvName {
	var list []EnvName
	at := map[string]int{}
	text = strings.TrimPrefix(text, "\ufeff")
	for {
		text = strings.TrimLeft(text, " \t\r\n\f\v")
		if text == "" {
			return list
		}
		if m := envBinding.FindStringSubmatch(text); m != nil {
			name, value := m[1]+m[2], m[3]+m[4]+strings.TrimSpace(envComment.ReplaceAllString(m[5], ""))
			// What ${NAME} comes to is not known.
			n := EnvName{name, value != "" && !strings.Contains(value, "${")}
			if i, again := at[name]; again {
				list[i] = n
			} else {
				at[name] = len(list)
				list = append(list, n)
			}
			text = text[len(m[0]):]
		}
		end := strings.IndexAny(text, "\r\n")
		if end < 0 {
			return list
		}
		text = text[end:]
	}
}
