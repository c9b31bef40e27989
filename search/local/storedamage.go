package local

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
)

// What SQLite says of a file that is damaged, or none of its own; the other bits
// of a code say more: https://sqlite.org/rescode.html .
const (
	primaryCode   = 0xff
	sqliteCorrupt = 11
	sqliteNotADB  = 26
)

// errBodyDamaged says that a document does not come out of its compression.
var errBodyDamaged = errors.New("it is damaged")

// adviseOnDamage adds what to do to an error in reading the store as a whole,
// where the store is damaged. No index can be made from it then, and nothing else
// has what it had.
func adviseOnDamage(err error) error {
	var failure *sqlite.Error
	corrupt := errors.As(err, &failure) && (failure.Code()&primaryCode == sqliteCorrupt || failure.Code()&primaryCode == sqliteNotADB)
	if !corrupt && !errors.Is(err, errBodyDamaged) {
		return err
	}
	return fmt.Errorf("documents.db is damaged: %w; put it back from a backup, or index the files again into another folder with --data", err)
}
