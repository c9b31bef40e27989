package indexer

import (
	"fmt"
	"strings"

	"entente/corpus"
	"entente/corpus/formats"
)

// The reasons for which a file failed that lie in the reading of it or in what
// is declared about it; the others are those of package formats.
const (
	Timeout     formats.Reason = "timeout"      // reading it took too long
	Crashed     formats.Reason = "crashed"      // the process reading it died
	Unreadable  formats.Reason = "unreadable"   // no permission, or the disk failed
	DuplicateID formats.Reason = "duplicate-id" // another file has the id it declares
	InvalidID   formats.Reason = "invalid-id"   // the id it declares cannot name a document
)

// Reasons returns all reasons for which a file can fail, in the order of their
// names.
func Reasons() []formats.Reason {
	return []formats.Reason{
		Crashed, DuplicateID, formats.Empty, formats.Encoding, formats.Encrypted, InvalidID, formats.Malformed,
		formats.NoText, Timeout, formats.TooLarge, Unreadable, formats.Unsupported,
	}
}

// idRuleMark stands in the errors of corpus.CheckID before what ids look like.
const idRuleMark = ": "

// Advice returns what a person can do about a file that failed for the reason.
func Advice(reason formats.Reason) string {
	switch reason {
	case Timeout:
		return "read it again with --retry failed when the machine is less busy, or with a longer --deadline; or split it"
	case Crashed:
		return "read it again with --retry failed; if it fails again, split it or convert it to another format, and report an ordinary file as a fault of the program"
	case Unreadable:
		return "give the program permission to read it, or check the disk, and index it again"
	case DuplicateID:
		return "give one of the two files another id"
	case InvalidID:
		_, rule, _ := strings.Cut(corpus.CheckID("").Error(), idRuleMark)
		return rule
	}
	return reason.Advice()
}

func unreadable(err error) *formats.Error {
	return &formats.Error{Reason: Unreadable, Detail: oneLine(err.Error())}
}

func failure(reason formats.Reason, format string, args ...any) *formats.Error {
	return &formats.Error{Reason: reason, Detail: fmt.Sprintf(format, args...)}
}
