package project

import (
	"fmt"
	"testing"
)

func TestParseEnv(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "[]"},
		{"A=1\nB = 'x y'\r\nexport C=\"z\"\n", "[{A true} {B true} {C true}]"},
		{"# A=1\n\n  B=2 # two\nC=# none\nD\nE=\nF=''\n", "[{B true} {C false} {D false} {E false} {F false}]"},
		{"A=\"1\nB=2\n\"\nC='x\ny'\nD=4", "[{A true} {C true} {D true}]"},
		{"A=1\nA=\n", "[{A false}]"},
		{"A=${B}\n'B C'=1\n=2\n", "[{A false} {B C true}]"},
		{"A=\"open\nB=1\n", "[{A true} {B true}]"},
		{"\ufeffA=1", "[{A true}]"},
	} {
		if got := fmt.Sprint(parseEnv(c.text)); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}
