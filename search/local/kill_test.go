package local

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"entente/corpus"
	"entente/search"
	"entente/search/enginetest"
)

// killsFlag is small so that go test ./... stays quick; .ci/run asks for more.
var killsFlag = flag.Int("kills", 20, "how often TestKilledWriterLosesNothing kills")

// writerFolder names the environment variable that makes the test binary a
// writer of documents into that folder, for ever.
const writerFolder = "ENTENTE_TEST_WRITER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(writerFolder); dir != "" {
		if err := writeForEver(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// writeForEver puts documents in small batches of new and old ones and prints
// how many there are after each acknowledged one.
func writeForEver(dir string) error {
	ctx := context.Background()
	e, err := Open(ctx, dir, Options{Names: enginetest.Names{}})
	if err != nil {
		return err
	}
	stats, err := e.Stats(ctx)
	if err != nil {
		return err
	}
	for n := stats.Documents; ; {
		batch := []*corpus.Document{testDocument(n / 2)} // an old one again
		for range 1 + rand.IntN(5) {
			batch = append(batch, testDocument(n))
			n++
		}
		if err := e.Put(ctx, batch); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// TestKilledWriterLosesNothing kills a writing process at random moments, again
// and again on the same folder, and checks each time that every acknowledged
// document is there and is found.
func TestKilledWriterLosesNothing(t *testing.T) {
	dir := t.TempDir()
	acknowledged := 0
	for round := range *killsFlag {
		acknowledged = max(acknowledged, writeAndKill(t, dir, time.Duration(rand.IntN(150))*time.Millisecond))
		e := open(t, dir)
		stats, err := e.Stats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if stats.Documents < acknowledged {
			t.Fatalf("round %d: %d documents acknowledged, %d there", round, acknowledged, stats.Documents)
		}
		if round%10 == 9 || round == *killsFlag-1 {
			checkDocuments(t, e, stats.Documents)
		} else if result := checkTotal(t, e); result != stats.Documents {
			t.Fatalf("round %d: %d documents stored, %d found", round, stats.Documents, result)
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if acknowledged == 0 {
		t.Error("every writer was killed before it had put anything: nothing was shown")
	}
	t.Logf("%d kills, %d documents acknowledged, none lost", *killsFlag, acknowledged)
}

// writeAndKill runs a writer, kills it and returns the last number that it
// acknowledged. One writer of four is killed while it still opens the folder or
// has just begun; the others some time after their first acknowledgement,
// however long that takes to come on a busy machine.
func writeAndKill(t *testing.T, dir string, after time.Duration) int {
	t.Helper()
	writer := exec.Command(os.Args[0], "-test.run=^$")
	writer.Env = append(os.Environ(), writerFolder+"="+dir)
	writer.Stderr = os.Stderr
	out, err := writer.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.Start(); err != nil {
		t.Fatal(err)
	}
	killer := time.AfterFunc(time.Minute, func() { writer.Process.Kill() })
	defer killer.Stop()
	if rand.IntN(4) == 0 {
		killer.Reset(after)
	}
	last := 0
	lines := bufio.NewScanner(out)
	for first := true; lines.Scan(); first = false {
		n, err := strconv.Atoi(lines.Text())
		if err != nil {
			t.Fatalf("the writer printed %q", lines.Text())
		}
		last = n
		if first {
			killer.Reset(after)
		}
	}
	writer.Wait() // it was killed
	return last
}

func checkTotal(t *testing.T, e *Engine) int {
	t.Helper()
	result, err := e.Search(t.Context(), search.Request{Query: "text"})
	if err != nil {
		t.Fatal(err)
	}
	return result.Total.Value
}
