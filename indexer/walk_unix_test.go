//go:build unix

package indexer

import (
	"net"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSpecialFiles(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": note("A")})
	if err := syscall.Mkfifo(p.path("pipe.md"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Chdir(p.folder) // the name of a socket must be short
	socket, err := net.Listen("unix", "socket.md")
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	s := p.run(p.options())
	if s.Seen != 1 || s.Ignored[Special] != 2 {
		t.Errorf("%+v", s)
	}
	if s := p.run(p.options(), "pipe.md"); s.Seen != 0 || s.Ignored[Special] != 1 {
		t.Errorf("the pipe alone: %+v", s)
	}
}

// TestPipeInPlaceOfFile has a pipe take the place of a file after the walk:
// opening it must not wait for a writer.
func TestPipeInPlaceOfFile(t *testing.T) {
	p := newPlace(t, map[string]string{"pipe.md": note("A")})
	root, err := (folders{}).open(p.folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	p.remove("pipe.md")
	if err := syscall.Mkfifo(p.path("pipe.md"), 0o644); err != nil {
		t.Fatal(err)
	}
	j := &job{candidate: candidate{root: root, name: "pipe.md"}}
	f, err := j.open()
	if err == nil {
		f.Close()
	}
	if diff := cmp.Diff(Unreadable, reasonOf(t, err)); diff != "" {
		t.Error(diff)
	}
}
