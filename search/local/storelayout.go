package local

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
)

// storeLayout is the layout of documents.db. A file of layout 1 is brought to it
// when it is opened, where its bodies stay as they are; one of any other is refused.
const storeLayout = "2"

// storeSchema is written with CREATE IF NOT EXISTS, so that opening is making.
// version holds the bodies by sequence number, body NULL meaning that the
// document was deleted. document is what there is now, each with its newest
// version; past has every other version that is still there, and by which change
// it ceased to be the state of its document: that which replaced it, or for a
// deletion itself. So the many versions that nothing has replaced need no index
// of their own.
const storeSchema = `
CREATE TABLE IF NOT EXISTS document (
	id         TEXT PRIMARY KEY,
	sequence   INTEGER NOT NULL,
	passages   INTEGER NOT NULL,
	text_bytes INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS version (
	sequence INTEGER PRIMARY KEY AUTOINCREMENT,
	id       TEXT NOT NULL,
	body     BLOB
);
CREATE TABLE IF NOT EXISTS past (
	id       TEXT NOT NULL,
	sequence INTEGER NOT NULL,
	until    INTEGER NOT NULL,
	PRIMARY KEY (id, sequence)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS past_by_until ON past (until, sequence);
` + arrivalSchema + dictionarySchema

// fromLayout1 fills what layout 1 did not have. It found the versions of a
// document by an index.
const fromLayout1 = `
INSERT INTO past
	SELECT v.id, v.sequence, iif(v.body IS NULL, v.sequence,
		(SELECT min(n.sequence) FROM version n WHERE n.id = v.id AND n.sequence > v.sequence))
	FROM version v WHERE v.sequence IN (SELECT sequence FROM version EXCEPT SELECT sequence FROM document);
DROP INDEX version_by_id;
UPDATE property SET value = '2' WHERE name = 'layout';
`

// bringToLayout makes the tables of an empty file, brings those of layout 1 to
// this layout, and refuses any other. It does all or nothing.
func (s *store) bringToLayout(ctx context.Context) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		layout, err := s.readProperties(ctx, tx)
		if err != nil {
			return err
		}
		if layout != storeLayout && layout != "1" {
			return fmt.Errorf("it has layout %s, this program reads layouts 1 and %s", layout, storeLayout)
		}
		if _, err := tx.ExecContext(ctx, storeSchema); err != nil {
			return err
		}
		if layout == storeLayout {
			return nil
		}
		if _, err := tx.ExecContext(ctx, fillArrivals, s.now().Unix()); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, fromLayout1); err != nil {
			return fmt.Errorf("bringing layout 1 to layout %s: %w", storeLayout, err)
		}
		return nil
	})
}

// readProperties reads the identity and returns the layout; an empty file is
// given both.
func (s *store) readProperties(ctx context.Context, tx *sql.Tx) (layout string, err error) {
	_, err = tx.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS property (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`)
	if err != nil {
		return "", err
	}
	for name, value := range map[string]string{"layout": storeLayout, "identity": rand.Text()} {
		if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO property VALUES (?, ?)`, name, value); err != nil {
			return "", err
		}
	}
	if s.identity, err = property(ctx, tx, "identity"); err != nil {
		return "", err
	}
	return property(ctx, tx, "layout")
}

func property(ctx context.Context, tx *sql.Tx, name string) (string, error) {
	var value string
	err := tx.QueryRowContext(ctx, `SELECT value FROM property WHERE name = ?`, name).Scan(&value)
	return value, err
}
