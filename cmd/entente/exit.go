package main

import (
	"context"
	"errors"
	"fmt"

	"entente/indexer"
	"entente/search"
)

// errSomeFailed says that a run did what it could but some files could not be read.
var errSomeFailed = errors.New("some files could not be read")

// errDiffers says that a search that was run again has other hits than before.
var errDiffers = errors.New("the answer is another one than recorded")

// usageError is a mistake on the command line.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// exitCode is the one table from errors to exit codes; the root command's help
// lists them.
func exitCode(err error) int {
	var usage usageError
	var missing *indexer.MissingError
	var excluded *indexer.ExcludedError
	var unknown *indexer.UnknownPathError
	var syntax *search.SyntaxError
	var invalid *search.InvalidError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, context.Canceled):
		return 130
	case errors.Is(err, errSomeFailed):
		return 3
	case errors.Is(err, search.ErrNotFound):
		return 4
	case errors.Is(err, errDiffers):
		return 5
	case errors.As(err, &usage), errors.As(err, &missing), errors.As(err, &excluded), errors.As(err, &unknown), errors.As(err, &syntax), errors.As(err, &invalid):
		return 2
	}
	return 1
}

// report writes an error to the terminal.
func (p *program) report(err error) {
	var usage usageError
	switch {
	case errors.Is(err, errSomeFailed), errors.Is(err, errDiffers): // the output has said it
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(p.err, "entente: interrupted; what was indexed is kept, run it again to go on")
	case errors.As(err, &usage):
		fmt.Fprintf(p.err, "entente: %v\nentente help shows how to use it\n", err)
	default:
		fmt.Fprintf(p.err, "entente: %v\n", err)
	}
}
