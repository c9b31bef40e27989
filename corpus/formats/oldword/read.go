// Package oldword has Word documents from before 2007 read by a program that is
// installed: LibreOffice, which writes them anew as DOCX, or else antiword, which
// prints their text. Nothing here knows the format itself.
//
// The programs run in the process group of this one and use its temporary
// folder, so that whoever kills the group and removes the folder is rid of all
// that a document made them do. LibreOffice has a profile of its own for each
// document, in which macros and what is linked from elsewhere are shut off.
package oldword

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// The programs, as they are named to people.
const (
	LibreOffice = "LibreOffice"
	Antiword    = "antiword"
)

// ErrNoProgram means that neither of the programs is installed.
var ErrNoProgram = errors.New("neither LibreOffice nor antiword is installed")

// Reading is what a program made of a document.
type Reading struct {
	Program string
	DOCX    []byte // the document as DOCX, by LibreOffice
	Text    string // its text in UTF-8, a line for each paragraph, by antiword
}

// Limits of what a program writes, in bytes.
const (
	maxDOCX = 256 << 20
	maxText = 64 << 20
	maxSaid = 4 << 10
)

// farewell is how long a program that was killed may keep its output open.
const farewell = 2 * time.Second

// Read has the document whose bytes are data read by the first program that is
// installed and can. The error is ErrNoProgram, ctx.Err(), or says what each of
// the programs said.
func Read(ctx context.Context, data []byte) (*Reading, error) {
	var failures []error
	for _, program := range []struct {
		name     string
		commands []string
		read     func(ctx context.Context, command string, data []byte) (*Reading, error)
	}{
		{LibreOffice, []string{"soffice", "libreoffice"}, convert},
		{Antiword, []string{"antiword"}, printText},
	} {
		command := installed(program.commands)
		if command == "" {
			continue
		}
		reading, err := program.read(ctx, command, data)
		if err == nil {
			reading.Program = program.name
			return reading, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		failures = append(failures, fmt.Errorf("%s: %w", program.name, err))
	}
	if len(failures) == 0 {
		return nil, ErrNoProgram
	}
	return nil, errors.Join(failures...)
}

// installed returns the path of the first command there is, "" for none.
func installed(commands []string) string {
	for _, command := range commands {
		if path, err := exec.LookPath(command); err == nil {
			return path
		}
	}
	return ""
}

// profile are the settings of LibreOffice.
const profile = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
`

// convert has LibreOffice write the document anew.
func convert(ctx context.Context, command string, data []byte) (*Reading, error) {
	folder, err := os.MkdirTemp("", "entente-word-")
	if err != nil {
		return nil, fmt.Errorf("making a folder for the document: %w", err)
	}
	defer os.RemoveAll(folder) // what is left, the owner of the temporary folder removes
	user := filepath.Join(folder, "profile", "user")
	if err := os.MkdirAll(user, 0o700); err != nil {
		return nil, fmt.Errorf("making a profile: %w", err)
	}
	source := filepath.Join(folder, "document.doc")
	for path, content := range map[string][]byte{source: data, filepath.Join(user, "registrymodifications.xcu"): []byte(profile)} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			return nil, fmt.Errorf("handing the document over: %w", err)
		}
	}
	said := &limited{left: maxSaid}
	c := exec.CommandContext(ctx, command, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Dir(user)),
		"--headless", "--norestore", "--nolockcheck", "--convert-to", "docx", "--outdir", folder, source)
	c.Env = append(os.Environ(), "HOME="+folder)
	c.Stdout, c.Stderr, c.WaitDelay = said, said, farewell
	failed := c.Run()
	result := filepath.Join(folder, "document.docx")
	info, err := os.Stat(result)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, saidError(failed, said.String())
	case err != nil:
		return nil, fmt.Errorf("looking at what it wrote: %w", err)
	case info.Size() > maxDOCX:
		return nil, fmt.Errorf("it wrote %d MB", info.Size()>>20)
	}
	docx, err := os.ReadFile(result)
	if err != nil {
		return nil, fmt.Errorf("reading what it wrote: %w", err)
	}
	return &Reading{DOCX: docx}, nil
}

// printText has antiword print the text, unbroken for width.
func printText(ctx context.Context, command string, data []byte) (*Reading, error) {
	text, said := &limited{left: maxText}, &limited{left: maxSaid}
	c := exec.CommandContext(ctx, command, "-m", "UTF-8.txt", "-w", "0", "-")
	c.Stdin, c.Stdout, c.Stderr, c.WaitDelay = bytes.NewReader(data), text, said, farewell
	if err := c.Run(); err != nil {
		return nil, saidError(err, said.String())
	}
	if text.over {
		return nil, fmt.Errorf("it prints more than %d MB", maxText>>20)
	}
	return &Reading{Text: text.String()}, nil
}

// saidError is what a program that failed said last, or how it ended.
func saidError(failed error, said string) error {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	if last := strings.TrimSpace(lines[len(lines)-1]); last != "" {
		return errors.New(last)
	}
	if failed != nil {
		return failed
	}
	return errors.New("it wrote nothing")
}

// limited keeps the first bytes that are written to it, and throws away the rest.
type limited struct {
	bytes.Buffer
	left int
	over bool
}

func (l *limited) Write(data []byte) (int, error) {
	kept := min(len(data), l.left)
	l.left -= kept
	l.over = l.over || kept < len(data)
	l.Buffer.Write(data[:kept])
	return len(data), nil
}
