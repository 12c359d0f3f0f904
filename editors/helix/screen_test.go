//go:build editors

package helix

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pyidiom/pyidiom/editors/internal/editortest"
)

// patience is how long a test waits for something to appear on the screen.
const patience = 30 * time.Second

// screen is a Helix in a terminal of tmux.
type screen struct {
	t   *testing.T
	tmp string // where the socket of tmux is
	log string
}

// open starts Helix of Debian sid on App in a project, with the programs in bin first in
// $PATH and languages as its languages.toml.
func open(t *testing.T, bin, languages, project string) *screen {
	t.Helper()
	home := t.TempDir()
	config := filepath.Join(home, ".config", "helix")
	if err := os.MkdirAll(config, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"languages.toml": languages,
		"config.toml":    "[editor]\nidle-timeout = 50\ncompletion-timeout = 5\ntrue-color = false\n",
	} {
		if err := os.WriteFile(filepath.Join(config, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	// The path of a socket has to be short.
	tmp, err := os.MkdirTemp("", "hx")
	if err != nil {
		t.Fatal(err)
	}
	s := &screen{t: t, tmp: tmp, log: filepath.Join(home, "log")}
	t.Cleanup(func() {
		_ = s.command("kill-server").Run()
		_ = os.RemoveAll(tmp)
	})
	hx := editortest.In(t, "sid", "hx")
	args := append([]string{
		"-u", "new-session", "-d", "-x", "120", "-y", "40", "-c", project,
		"env", "-i", "HOME=" + home, "TERM=xterm-256color", "LANG=C.UTF-8",
		"PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH"),
	}, hx...)
	if out, err := s.command(append(args, "-v", "--log", s.log, editortest.App)...).CombinedOutput(); err != nil {
		t.Fatalf("tmux: %v\n%s", err, out)
	}
	return s
}

func (s *screen) command(args ...string) *exec.Cmd {
	cmd := exec.Command("tmux", append([]string{"-f", "/dev/null"}, args...)...)
	cmd.Env = append(os.Environ(), "TMUX_TMPDIR="+s.tmp, "TMUX=", "LANG=C.UTF-8")
	return cmd
}

// keys presses keys by the names that tmux has for them.
func (s *screen) keys(names ...string) {
	s.t.Helper()
	if out, err := s.command(append([]string{"send-keys"}, names...)...).CombinedOutput(); err != nil {
		s.t.Fatalf("tmux: %v\n%s", err, out)
	}
}

// write types text.
func (s *screen) write(text string) { s.keys("-l", text) }

func (s *screen) text() string {
	out, _ := s.command("capture-pane", "-p").Output()
	return string(out)
}

// await waits until a line of the screen matches a pattern.
func (s *screen) await(pattern string) {
	s.t.Helper()
	s.until(pattern, true)
}

// gone waits until no line of the screen matches a pattern.
func (s *screen) gone(pattern string) {
	s.t.Helper()
	s.until(pattern, false)
}

func (s *screen) until(pattern string, want bool) {
	s.t.Helper()
	re := regexp.MustCompile("(?m)" + pattern)
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
		if re.MatchString(s.text()) == want {
			return
		}
	}
	log, _ := os.ReadFile(s.log)
	lines := strings.Split(string(log), "\n")
	s.t.Fatalf("timed out waiting for %q to be %v\n%s\n%s", pattern, want, s.text(), strings.Join(lines[max(0, len(lines)-8):], "\n"))
}

// started waits until Helix has started the server n times.
func (s *screen) started(n int) {
	s.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
		log, err := os.ReadFile(s.log)
		if err == nil && strings.Count(string(log), `pyidiom -> {"jsonrpc":"2.0","method":"initialized"`) == n {
			return
		}
	}
	s.t.Fatalf("the server was not started %d times\n%s", n, s.text())
}

// at waits until the status line gives a position. Every key that moves the
// cursor is followed by it: keys that come too early go elsewhere.
func (s *screen) at(line int) {
	s.t.Helper()
	s.await(fmt.Sprintf(` %d:\d+ *$`, line))
}

// escape leaves the mode; Escape and a key right after it would be read as Alt.
func (s *screen) escape() {
	s.t.Helper()
	s.keys("Escape")
	s.await(`^ NOR `)
}

// settle closes a menu that another server's completions may have opened, in
// which Tab would choose, and drops what is still asked for.
func (s *screen) settle() {
	s.t.Helper()
	s.keys("Left", "Right")
	s.gone(`keyword +▐`)
}

// choose opens the code actions and takes the first, which must have a title.
func (s *screen) choose(title string) {
	s.t.Helper()
	s.keys("Space", "a")
	s.await(` {3}` + regexp.QuoteMeta(title))
	for _, line := range strings.Split(s.text(), "\n") {
		if strings.Contains(line, title) {
			break
		}
		if strings.Contains(line, "Suppress") || strings.Contains(line, "Ruff") {
			s.t.Fatalf("%q is not the first action\n%s", title, s.text())
		}
	}
	s.keys("Enter")
}

// search moves to a match of a pattern.
func (s *screen) search(pattern string, line int) {
	s.t.Helper()
	s.write("/" + pattern)
	s.keys("Enter")
	s.at(line)
}

// save writes the file.
func (s *screen) save() {
	s.t.Helper()
	s.write(":w")
	s.keys("Enter")
	s.await("written")
}
