package indexer

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente/corpus"
	"entente/corpus/formats"
)

// placement says where the documents of a file stand.
type placement struct {
	path string   // of the file that has them
	was  []string // the paths that they were told, see had
	now  []string // those to tell, path first
}

// had returns the paths of files that the documents may be under: what was told
// them begins with that, and is all of such paths and "" when a run was broken
// off while it told them others.
func (p placement) had() []string {
	told := p.was[:1]
	if n := len(p.was) - 1; p.was[n] == "" {
		told = p.was[:n]
	}
	if slices.Contains(told, p.path) {
		return told
	}
	return slices.Concat(told, []string{p.path})
}

// tellPlaces writes into the documents of originals where their copies are. It
// compares what the ledger knows with what the documents were told, for all of
// them, so that what an earlier run did not come to is made up for.
func (r *run) tellPlaces(ctx context.Context) error {
	due, err := r.Ledger.unplaced(ctx)
	if err != nil {
		return err
	}
	if err := r.Ledger.beginPlacing(ctx, due); err != nil {
		return err
	}
	for _, p := range due {
		ids, err := r.Ledger.Documents(ctx, p.path)
		if err != nil {
			return err
		}
		for ids := range slices.Chunk(ids, batchDocuments) {
			if err := r.tell(ctx, p, ids); err != nil {
				return err
			}
		}
		if err := r.Ledger.place(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) tell(ctx context.Context, p placement, ids []string) error {
	var documents []*corpus.Document
	var bytes int64
	put := func() error {
		if err := r.Sink.Put(ctx, documents); err != nil {
			return fmt.Errorf("storing the places of %d documents: %w", len(documents), err)
		}
		documents, bytes = nil, 0
		return nil
	}
	for _, id := range ids {
		d, err := r.Sink.Document(ctx, id)
		if err != nil {
			return fmt.Errorf("reading document %s: %w", id, err)
		}
		if d == nil {
			continue
		}
		p.set(d)
		documents = append(documents, d)
		if bytes += d.TextBytes(); bytes >= batchBytes {
			if err := put(); err != nil {
				return err
			}
		}
	}
	if len(documents) == 0 {
		return nil
	}
	return put()
}

// set writes the places into a document. What its path has after that of the
// file, which names a record or an entry, is the same in all of them.
func (p placement) set(d *corpus.Document) {
	within := ""
	for _, path := range p.had() {
		rest, ok := strings.CutPrefix(d.Source.Path, shownPath(path))
		if ok && (rest == "" || strings.HasPrefix(rest, "#") || strings.HasPrefix(rest, formats.EntryMark)) {
			within = rest
			break
		}
	}
	d.Source.Path, d.Source.Places = shownPath(p.path)+within, nil
	if len(p.now) == 1 {
		return
	}
	for _, path := range p.now {
		d.Source.Places = append(d.Source.Places, shownPath(path)+within)
	}
}

// unplaced returns the files whose documents stand in other places than they
// were told, in the order of their paths.
func (l *Ledger) unplaced(ctx context.Context) ([]placement, error) {
	was, now := map[string][]string{}, map[string][]string{}
	err := l.pairs(ctx, `SELECT path, places FROM placed`, func(path, places string) {
		was[path], now[path] = strings.Split(places, nameMark), []string{path}
	})
	if err != nil {
		return nil, err
	}
	err = l.pairs(ctx, `SELECT original, path FROM copy JOIN file USING (path) WHERE hash <> '' AND unfinished = 0 ORDER BY original, path`, func(original, path string) {
		if now[original] == nil {
			was[original], now[original] = []string{original}, []string{original}
		}
		now[original] = append(now[original], path)
	})
	var due []placement
	for _, path := range slices.Sorted(maps.Keys(now)) {
		if !slices.Equal(was[path], now[path]) {
			due = append(due, placement{path: path, was: was[path], now: now[path]})
		}
	}
	return due, err
}

// beginPlacing records that documents are about to be told other places.
func (l *Ledger) beginPlacing(ctx context.Context, due []placement) error {
	if len(due) == 0 {
		return nil
	}
	return l.write(ctx, func(tx *sql.Tx) error {
		often := newStatements(tx)
		for _, p := range due {
			if err := recordPlaces(ctx, often, p.path, append(p.had(), "")); err != nil {
				return err
			}
		}
		return nil
	})
}

// place records what the documents of a file were told.
func (l *Ledger) place(ctx context.Context, p placement) error {
	return l.write(ctx, func(tx *sql.Tx) error {
		if len(p.now) == 1 {
			_, err := tx.ExecContext(ctx, `DELETE FROM placed WHERE path = ?`, p.path)
			return err
		}
		return recordPlaces(ctx, newStatements(tx), p.path, p.now)
	})
}

func recordPlaces(ctx context.Context, tx *statements, path string, places []string) error {
	_, err := tx.exec(ctx, `INSERT OR REPLACE INTO placed VALUES (?, ?)`, path, strings.Join(places, nameMark))
	return err
}
