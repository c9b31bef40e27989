// Package ocr recognises the text in the image of a page with the program
// tesseract, where that is installed.
//
// Which pages are recognised, how they become images and what is taken of the
// text is decided in the package formats. The program runs as a process of its
// own, in the group of the process that starts it, so that both are killed
// together.
package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
)

// The errors that say what is missing.
var (
	ErrNotInstalled = errors.New("tesseract is not installed: install it (the package tesseract-ocr of Debian, tesseract of Homebrew)")
	ErrLanguage     = errors.New("tesseract has no data for the language")
)

// orientation is the name under which tesseract lists its data for telling which
// side of a page is up.
const orientation = "osd"

// maxOutput is the largest output of the program for a page, in bytes; a page
// with more is refused. A page full of small print has some 200 KB.
const maxOutput = 32 << 20

// Engine is tesseract as it is installed, for texts in some languages. It may be
// used concurrently.
type Engine struct {
	program   string
	languages []string
	oriented  bool // it can tell which side of a page is up
}

// Find returns the engine for texts in the languages, which are named as tesseract
// names its data: "eng", "fra", "chi_sim". The error wraps ErrNotInstalled or
// ErrLanguage where something has to be installed.
func Find(ctx context.Context, languages []string) (*Engine, error) {
	program, err := exec.LookPath("tesseract")
	if err != nil {
		return nil, ErrNotInstalled
	}
	listed, err := exec.CommandContext(ctx, program, "--list-langs").Output()
	if err != nil {
		return nil, fmt.Errorf("asking tesseract for its languages: %w", err)
	}
	known := strings.Fields(string(listed))
	for _, language := range languages {
		if !slices.Contains(known, language) {
			return nil, fmt.Errorf("%w %q: install it (the package tesseract-ocr-%s of Debian)", ErrLanguage, language, strings.ReplaceAll(language, "_", "-"))
		}
	}
	return &Engine{program: program, languages: languages, oriented: slices.Contains(known, orientation)}, nil
}

// Recognise returns the text in an image of so many dots per inch. The program is
// killed when ctx ends.
func (e *Engine) Recognise(ctx context.Context, page *image.Gray, dpi int) (Text, error) {
	const (
		wholePage = "3" // segmentation into columns and paragraphs
		turned    = "1" // the same, of a page that may be turned
	)
	segmentation := wholePage
	if e.oriented {
		segmentation = turned
	}
	command := exec.CommandContext(ctx, e.program, "stdin", "stdout",
		"-l", strings.Join(e.languages, "+"), "--dpi", strconv.Itoa(dpi), "--psm", segmentation, "tsv")
	command.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1") // several pages are read at a time already
	command.Stdin = portable(page)
	out, said := &bounded{limit: maxOutput}, &bounded{limit: 4 << 10}
	command.Stdout, command.Stderr = out, said
	err := command.Run()
	switch {
	case ctx.Err() != nil:
		return Text{}, ctx.Err()
	case out.cut:
		return Text{}, fmt.Errorf("tesseract gives more than %d MB for a page", maxOutput>>20)
	case err != nil:
		return Text{}, fmt.Errorf("running tesseract: %w: %s", err, strings.Join(strings.Fields(said.String()), " "))
	}
	return parse(out.String())
}

// portable is an image in the format PGM, which costs no time to make.
func portable(page *image.Gray) io.Reader {
	width, height := page.Rect.Dx(), page.Rect.Dy()
	parts := []io.Reader{strings.NewReader(fmt.Sprintf("P5\n%d %d\n255\n", width, height))}
	for y := range height {
		parts = append(parts, bytes.NewReader(page.Pix[y*page.Stride:][:width]))
	}
	return io.MultiReader(parts...)
}

// bounded keeps the first bytes written to it.
type bounded struct {
	bytes.Buffer
	limit int
	cut   bool
}

func (b *bounded) Write(p []byte) (int, error) {
	kept := min(len(p), b.limit-b.Len())
	b.cut = b.cut || kept < len(p)
	b.Buffer.Write(p[:kept])
	return len(p), nil
}
