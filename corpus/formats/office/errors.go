package office

import (
	"errors"
	"fmt"
)

// What is wrong with a file, as errors.Is tells it of an *Error.
var (
	ErrMalformed   = errors.New("malformed")
	ErrEncrypted   = errors.New("encrypted")
	ErrTooLarge    = errors.New("too large")
	ErrUnsupported = errors.New("unsupported")
)

// Error says why a file could not be read.
type Error struct {
	Kind   error  // one of the four above
	Detail string // specific, for people
}

func (e *Error) Error() string { return e.Kind.Error() + ": " + e.Detail }

// Unwrap returns the kind.
func (e *Error) Unwrap() error { return e.Kind }

// Malformed returns an *Error for a file that is not what it should be.
func Malformed(format string, args ...any) *Error {
	return &Error{Kind: ErrMalformed, Detail: fmt.Sprintf(format, args...)}
}

// Encrypted returns an *Error for a file that needs a password.
func Encrypted(format string, args ...any) *Error {
	return &Error{Kind: ErrEncrypted, Detail: fmt.Sprintf(format, args...)}
}

// TooLarge returns an *Error for a file over a limit.
func TooLarge(format string, args ...any) *Error {
	return &Error{Kind: ErrTooLarge, Detail: fmt.Sprintf(format, args...)}
}

// Unsupported returns an *Error for a file that is of another kind.
func Unsupported(what string) *Error { return &Error{Kind: ErrUnsupported, Detail: what} }
