package api_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/api"
	"entente/search"
)

// startServer serves on a free port of the loopback address until the test ends.
func startServer(t testing.TB, server *api.Server) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	serveUntilEnd(t, listener, server.Serve)
	return "http://" + listener.Addr().String()
}

// startSocket serves privately on a unix socket until the test ends, and
// returns the path of the socket.
func startSocket(t testing.TB, server *api.Server) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "api") // the name of a socket must be short, unlike that of a test
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	path := filepath.Join(folder, "s")
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	serveUntilEnd(t, listener, server.ServePrivate)
	return path
}

func serveUntilEnd(t testing.TB, listener net.Listener, serve func(context.Context, net.Listener) error) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, listener) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

// slow is an engine that searches until it is released.
type slow struct {
	search.Engine
	begun, release chan struct{}
}

func (s slow) Search(ctx context.Context, r search.Request) (*search.Result, error) {
	close(s.begun)
	<-s.release
	return s.Engine.Search(ctx, r)
}

func TestRequestsUnderWayEndBeforeTheServer(t *testing.T) {
	engine := slow{newTestEngine(t), make(chan struct{}), make(chan struct{})}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended, status := make(chan error, 1), make(chan int, 1)
	go func() { ended <- newTestServer(t, engine).Serve(ctx, listener) }()
	go func() {
		answer, err := http.Get("http://" + listener.Addr().String() + "/v1/search")
		if err != nil {
			status <- 0
			return
		}
		answer.Body.Close()
		status <- answer.StatusCode
	}()
	<-engine.begun
	cancel()
	select {
	case err := <-ended:
		t.Fatalf("the server ended before the request: %v", err)
	case <-time.After(50 * time.Millisecond):
	}
	close(engine.release)
	if got := <-status; got != http.StatusOK {
		t.Errorf("status %d", got)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestServerIsStoppedByForceAfterTheGrace(t *testing.T) {
	engine := slow{newTestEngine(t), make(chan struct{}), make(chan struct{})}
	defer close(engine.release)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	server := newServer(t, engine, api.Options{ShutdownGrace: 10 * time.Millisecond})
	go func() { ended <- server.Serve(ctx, listener) }()
	go http.Get("http://" + listener.Addr().String() + "/v1/search")
	<-engine.begun
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestPrivateNeedsASocket(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := newTestServer(t, newTestEngine(t)).ServePrivate(t.Context(), listener); err == nil || !strings.Contains(err.Error(), "unix socket") {
		t.Error(err)
	}
}

func TestListenerThatFailsIsReported(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	if err := newTestServer(t, newTestEngine(t)).Serve(t.Context(), listener); err == nil {
		t.Error("no error")
	}
}

// A connection that sends its request byte by byte, or nothing, is closed.
func TestSlowConnectionsAreClosed(t *testing.T) {
	address := startServer(t, newServer(t, newTestEngine(t), api.Options{RequestTimeout: 100 * time.Millisecond}))
	connection, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	if _, err := io.WriteString(connection, "POST /v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nx"); err != nil {
		t.Fatal(err)
	}
	connection.SetReadDeadline(time.Now().Add(5 * time.Second))
	if _, err := io.ReadAll(connection); err != nil {
		t.Errorf("still open after 5 seconds: %v", err)
	}
}

func TestOversizedHeadersAreRefused(t *testing.T) {
	address := startServer(t, newTestServer(t, newTestEngine(t)))
	answer, err := http.Get(address + "/v1/search?q=" + strings.Repeat("a", 200<<10))
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("status %d", answer.StatusCode)
	}
}
