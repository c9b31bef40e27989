package local

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"entente/corpus"
)

// changeStatements are the statements that run at every change. To prepare one
// takes longer than to run it.
type changeStatements struct {
	insertVersion, insertArrival, insertDocument, insertPast, deleteDocument *sql.Stmt
	dropVersions, dropPast                                                   *sql.Stmt
}

func prepareChanges(ctx context.Context, db *sql.DB) (c changeStatements, err error) {
	for _, one := range []struct {
		statement **sql.Stmt
		text      string
	}{
		{&c.insertVersion, `INSERT INTO version (id, body) VALUES (?, ?)`},
		{&c.insertArrival, `INSERT INTO arrival (sequence, added, came, changed) VALUES (?, ?, ?, ?)`},
		{&c.insertDocument, `INSERT OR REPLACE INTO document (id, sequence, passages, text_bytes) VALUES (?, ?, ?, ?)`},
		{&c.insertPast, `INSERT INTO past (id, sequence, until) VALUES (?, ?, ?)`},
		{&c.deleteDocument, `DELETE FROM document WHERE id = ?`},
		{&c.dropVersions, `DELETE FROM version WHERE sequence IN (SELECT sequence FROM past WHERE until <= ?)`},
		{&c.dropPast, `DELETE FROM past WHERE until <= ?`},
	} {
		if *one.statement, err = db.PrepareContext(ctx, one.text); err != nil {
			return c, err
		}
	}
	return c, nil
}

// in returns the statements to run in a transaction.
func (c changeStatements) in(ctx context.Context, tx *sql.Tx) changeStatements {
	return changeStatements{
		insertVersion: tx.StmtContext(ctx, c.insertVersion), insertArrival: tx.StmtContext(ctx, c.insertArrival),
		insertDocument: tx.StmtContext(ctx, c.insertDocument), insertPast: tx.StmtContext(ctx, c.insertPast),
		deleteDocument: tx.StmtContext(ctx, c.deleteDocument),
		dropVersions:   tx.StmtContext(ctx, c.dropVersions), dropPast: tx.StmtContext(ctx, c.dropPast),
	}
}

// storeChange is one transaction that changes documents.
type storeChange struct {
	statements changeStatements
	now        int64              // seconds of Unix
	present    map[string]arrived // of the documents to be changed those that there are, as they are so far
}

// arrived is the newest version of a document, by which change it came, and when.
type arrived struct{ sequence, added, came int64 }

// change runs a change of the documents with these ids in a transaction.
func (s *store) change(ctx context.Context, ids []string, apply func(*storeChange) error) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		present, err := presentOf(ctx, tx, ids)
		if err != nil {
			return err
		}
		return apply(&storeChange{statements: s.changing.in(ctx, tx), now: s.now().Unix(), present: present})
	})
}

// presentOf finds which of the documents there are.
func presentOf(ctx context.Context, tx *sql.Tx, ids []string) (map[string]arrived, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	rows, err := tx.QueryContext(ctx, `
		SELECT d.id, d.sequence, a.added, a.came
		FROM json_each(?) asked CROSS JOIN document d ON d.id = asked.value JOIN arrival a ON a.sequence = d.sequence`, string(list))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	present := map[string]arrived{}
	for rows.Next() {
		var id string
		var a arrived
		if err := rows.Scan(&id, &a.sequence, &a.added, &a.came); err != nil {
			return nil, err
		}
		present[id] = a
	}
	return present, rows.Err()
}

// put stores the documents in one transaction and returns their versions.
func (s *store) put(ctx context.Context, documents []*corpus.Document) ([]version, error) {
	texts, err := encode(documents)
	if err != nil {
		return nil, err
	}
	if err := s.sampleStored(ctx); err != nil {
		return nil, err
	}
	if s.compression.sample(texts) {
		if err := s.learn(ctx); err != nil {
			return nil, err
		}
	}
	bodies := s.compression.compress(texts)
	ids := make([]string, len(documents))
	for i, d := range documents {
		ids[i] = d.ID
	}
	versions := make([]version, len(documents))
	err = s.change(ctx, ids, func(c *storeChange) error {
		for i, d := range documents {
			sequence, err := c.put(ctx, d, bodies[i])
			if err != nil {
				return err
			}
			versions[i] = version{sequence, d.ID, d}
		}
		return nil
	})
	return versions, err
}

func (c *storeChange) put(ctx context.Context, d *corpus.Document, body []byte) (uint64, error) {
	sequence, err := c.insert(ctx, d.ID, body)
	if err != nil {
		return 0, err
	}
	now := arrived{sequence, sequence, c.now}
	if before, ok := c.present[d.ID]; ok {
		if _, err := c.statements.insertPast.ExecContext(ctx, d.ID, before.sequence, sequence); err != nil {
			return 0, err
		}
		now.added, now.came = before.added, before.came
	}
	c.present[d.ID] = now
	if _, err := c.statements.insertArrival.ExecContext(ctx, sequence, now.added, now.came, c.now); err != nil {
		return 0, err
	}
	_, err = c.statements.insertDocument.ExecContext(ctx, d.ID, sequence, len(d.Passages), d.TextBytes())
	return uint64(sequence), err
}

// insert inserts a version and returns its sequence number.
func (c *storeChange) insert(ctx context.Context, id string, body []byte) (int64, error) {
	result, err := c.statements.insertVersion.ExecContext(ctx, id, body)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// remove deletes the documents in one transaction; those that are not there
// have no version in the answer.
func (s *store) remove(ctx context.Context, ids []string) ([]version, error) {
	var versions []version
	err := s.change(ctx, ids, func(c *storeChange) error {
		for _, id := range ids {
			before, ok := c.present[id]
			if !ok {
				continue
			}
			sequence, err := c.remove(ctx, id, before)
			if err != nil {
				return err
			}
			versions = append(versions, version{sequence: sequence, id: id})
		}
		return nil
	})
	return versions, err
}

func (c *storeChange) remove(ctx context.Context, id string, before arrived) (uint64, error) {
	sequence, err := c.insert(ctx, id, nil)
	if err != nil {
		return 0, err
	}
	for _, past := range []int64{before.sequence, sequence} {
		if _, err := c.statements.insertPast.ExecContext(ctx, id, past, sequence); err != nil {
			return 0, err
		}
	}
	if _, err := c.statements.insertArrival.ExecContext(ctx, sequence, before.added, before.came, c.now); err != nil {
		return 0, err
	}
	delete(c.present, id)
	_, err = c.statements.deleteDocument.ExecContext(ctx, id)
	return uint64(sequence), err
}

// prune drops the versions that no search can need which sees the changes up to
// seen or later: those replaced by a version up to seen, and deletions up to
// seen. Deletions stay in the count of lastSequence.
func (s *store) prune(ctx context.Context, seen uint64) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		statements := s.changing.in(ctx, tx)
		if _, err := statements.dropVersions.ExecContext(ctx, seen); err != nil {
			return err
		}
		_, err := statements.dropPast.ExecContext(ctx, seen)
		return err
	})
}

func (s *store) write(ctx context.Context, change func(*sql.Tx) error) error {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("writing the document store: %w", err)
	}
	defer tx.Rollback() // nothing to do after Commit
	if err := change(tx); err != nil {
		return fmt.Errorf("writing the document store: %w", err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("committing to the document store: %w", err)
	}
	return nil
}
