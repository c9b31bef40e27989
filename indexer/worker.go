package indexer

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"entente/corpus"
	"entente/corpus/formats"
	"entente/corpus/gazetteer"
)

// WorkerArgument is the argument with which Workers starts this program again;
// the program then has to call WorkerMain and nothing else.
const WorkerArgument = "extract-worker"

// Limits of a worker process.
const (
	// MaxWorkerMemory is how many bytes of memory a worker may use, where the
	// system can limit it (Linux). A file that needs more fails.
	MaxWorkerMemory = 1 << 30
	workerMemory    = 700 << 20 // from here on the garbage collector hurries
	maxWorkerStack  = 64 << 20  // of one goroutine
	// workerBallast is counted by the garbage collector as live, but never
	// touched and so no memory of the system's: a worker with little that lives
	// is collected less often, which takes up to a twentieth of the work off, while one
	// with much does not grow to a multiple.
	workerBallast = 24 << 20
)

// parentInterval is how often a worker looks whether it is still wanted.
const parentInterval = time.Second

// WorkerMain is the main function of a worker process: it reads files from
// standard input and writes their documents to standard output until the input
// ends. The process has no other business: it opens no file but the machine code
// of pdfium in the user's cache folder, and what the programs read that it starts
// for some formats and for OCR, in a temporary folder that its parent removes.
func WorkerMain() error {
	names, err := gazetteer.New()
	if err != nil {
		return err
	}
	return workerMain(NewExtractor(names))
}

func workerMain(e Extractor) error {
	out := os.Stdout
	os.Stdout = os.Stderr // should a library print, it does not disturb
	debug.SetMemoryLimit(workerMemory)
	debug.SetMaxStack(maxWorkerStack)
	if err := limitMemory(MaxWorkerMemory); err != nil {
		return fmt.Errorf("limiting the memory of a worker: %w", err)
	}
	ballast := make([]byte, workerBallast)
	defer runtime.KeepAlive(ballast)
	defer removeFolder()
	go leaveWithParent(os.Getppid())
	return serveExtraction(context.Background(), os.Stdin, out, e)
}

// leaveWithParent ends the process, and what it started, when its parent was
// killed while this one is busy and does not see that its input ended.
func leaveWithParent(parent int) {
	for range time.Tick(parentInterval) {
		if os.Getppid() != parent {
			removeFolder()
			leave()
		}
	}
}

// removeFolder removes the folder for temporary files, which the parent may not
// be there any more to do.
func removeFolder() {
	if folder := os.TempDir(); strings.HasPrefix(filepath.Base(folder), workerFolder) {
		os.RemoveAll(folder) // a worker has nobody to tell an error
	}
}

// serveExtraction answers requests until the input ends.
func serveExtraction(ctx context.Context, in io.Reader, out io.Writer, e Extractor) error {
	s := newServer(in, out, e)
	if err := s.send(greeting{Protocol: protocolVersion, Extraction: ExtractionVersion}); err != nil {
		return err
	}
	for {
		var q request
		err := readFrame(s.in, &q)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading a request: %w", err)
		}
		leaves, err := s.answer(ctx, q)
		if err != nil || leaves {
			return err
		}
	}
}

type server struct {
	in        *bufio.Reader
	out       *bufio.Writer
	extractor Extractor
}

func newServer(in io.Reader, out io.Writer, e Extractor) *server {
	return &server{in: bufio.NewReaderSize(in, 64<<10), out: bufio.NewWriterSize(out, 64<<10), extractor: e}
}

func (s *server) send(message any) error {
	if err := writeFrame(s.out, message); err != nil {
		return fmt.Errorf("answering: %w", err)
	}
	return s.out.Flush()
}

func (s *server) answer(ctx context.Context, q request) (leaves bool, err error) {
	data, err := s.file(q.Size)
	if err != nil {
		return false, err
	}
	in := Input{
		Name: string(q.Name), Path: string(q.Path), Collection: q.Collection, Metadata: q.Metadata,
		Hash: q.Hash, Format: q.Format, Data: data, Size: q.Size,
		OCR: q.OCR, PageBegins: func() error { return s.send(reply{PageBegins: true}) },
	}
	end, err := s.extract(ctx, in)
	if err != nil {
		return false, err
	}
	end.Memory = memoryHeld()
	return end.Leaves, s.send(reply{End: &end})
}

// file returns the file that was asked about. The bytes of a small one follow the
// request, since to ask for them would take longer.
func (s *server) file(size int64) (io.ReaderAt, error) {
	if size > pieceBytes {
		return &distantFile{server: s, size: size}, nil
	}
	data := make([]byte, size)
	if _, err := io.ReadFull(s.in, data); err != nil {
		return nil, fmt.Errorf("reading a file from the input: %w", err)
	}
	return bytes.NewReader(data), nil
}

// extract extracts and sends the documents. A panic is the file's failure, but
// the process is not used any more after it.
func (s *server) extract(ctx context.Context, in Input) (end ending, err error) {
	defer func() {
		if p := recover(); p != nil {
			end = ending{Reason: Crashed, Detail: oneLine(fmt.Sprintf("reading it failed: %v", p)), Leaves: true}
			debug.PrintStack()
		}
	}()
	reading, err := s.extractor.Extract(ctx, in, func(d *corpus.Document) error { return s.send(reply{Document: d}) })
	var own *formats.Error
	if errors.As(err, &own) {
		return ending{Reading: reading, Reason: own.Reason, Detail: describe(own)}, nil
	}
	return ending{Reading: reading}, err
}

// memoryHeld is about what the system counts as the process's own.
func memoryHeld() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Sys - m.HeapReleased
}
