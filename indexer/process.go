package indexer

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"time"
)

// process is a worker process, seen from its parent.
type process struct {
	command *exec.Cmd
	in      io.WriteCloser
	out     io.ReadCloser
	replies *bufio.Reader // of out
	output  *lastWords
	folder  string        // for temporary files, removed when the process is gone
	waited  chan struct{} // closed when the process is gone
	killing sync.Once
	ending  sync.Once
	files   int    // read so far
	held    uint64 // bytes of memory after the last file
}

// workerFolder begins the names of the folders for the temporary files of workers.
const workerFolder = "entente-worker-"

// startProcess starts a worker and waits until it is ready. When it does not
// get ready no other will, so the error is nobody's but the program's.
func startProcess(ctx context.Context, command, environment []string) (*process, error) {
	c := exec.Command(command[0], command[1:]...)
	c.Env = append(os.Environ(), environment...)
	folder, err := os.MkdirTemp("", workerFolder)
	if err == nil { // else the few files that need one fail, and say why
		c.Env = append(c.Env, "TMPDIR="+folder, "TMP="+folder, "TEMP="+folder)
	}
	c.WaitDelay = farewell
	ownGroup(c)
	p := &process{command: c, output: &lastWords{}, folder: folder, waited: make(chan struct{})}
	c.Stderr = p.output
	if err := p.start(); err != nil {
		os.RemoveAll(folder) // empty
		return nil, fmt.Errorf("starting a worker: %w", err)
	}
	p.replies = bufio.NewReaderSize(p.out, 64<<10)
	if err := p.greeted(ctx); err != nil {
		p.end()
		return nil, err
	}
	return p, nil
}

// start starts the process, with pipes to talk with it.
func (p *process) start() (err error) {
	if p.in, err = p.command.StdinPipe(); err != nil {
		return err
	}
	if p.out, err = p.command.StdoutPipe(); err != nil {
		return err
	}
	return p.command.Start()
}

// greeted waits for the greeting of the worker.
func (p *process) greeted(ctx context.Context) error {
	timer := time.AfterFunc(startTime, p.kill)
	defer timer.Stop()
	stop := context.AfterFunc(ctx, p.kill)
	defer stop()
	var g greeting
	err := readFrame(p.replies, &g)
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil:
		p.end()
		return fmt.Errorf("a worker did not start (%s): %w; it said: %s", p.status(), err, p.output.String())
	case g != greeting{Protocol: protocolVersion, Extraction: ExtractionVersion}:
		return errors.New("the program was replaced by another version while it ran; start it again")
	}
	return nil
}

// worn reports whether the process has done its share.
func (p *process) worn() bool { return p.files >= maxWorkerFiles || p.held >= maxWorkerHeld }

// kill ends the process and all it started. Whoever reads from it or writes to
// it is set free even if the system cannot end it.
func (p *process) kill() {
	p.killing.Do(func() { // later its number may be another's
		killGroup(p.command)
		p.in.Close()
		p.out.Close()
	})
}

// end kills the process and waits until it is gone; not for ever, since a
// process that hangs in the system cannot be killed at once.
func (p *process) end() {
	p.ending.Do(func() {
		p.kill()
		go func() {
			p.command.Wait()       // how it ended is in its ProcessState
			os.RemoveAll(p.folder) // what stays is in the way of nobody
			close(p.waited)
		}()
	})
	select {
	case <-p.waited:
	case <-time.After(2 * farewell):
	}
}

// gone reports whether the process has ended and its ProcessState is known.
func (p *process) gone() bool {
	select {
	case <-p.waited:
		return true
	default:
		return false
	}
}

// status says how the process ended.
func (p *process) status() string {
	if !p.gone() {
		return "it cannot be ended"
	}
	return p.command.ProcessState.String()
}

// peakMemory returns the most bytes of memory that the process had in use, 0
// where that is not known.
func (p *process) peakMemory() uint64 {
	if !p.gone() {
		return 0
	}
	return peakMemory(p.command.ProcessState)
}
