package indexer

import (
	"context"
	"os"
	"slices"

	"entente/corpus"
)

// Files of one collection with the same bytes, of the same format and with the
// same metadata beside them, are one document (or the same documents) in
// several places. One of them, the original, has the documents in the ledger;
// the others are its copies and have a row that says so (table copy). Which
// one is the original does not depend on which was read first, only on the
// order of the walk: a copy is decided about after its original, if need be when
// all others are written.
//
// An id stays with its text. When the original goes, or its text changes while
// copies remain, the first copy becomes the original and the documents keep
// their ids, made from the path where they were first found (table naming);
// what comes to that path later gets ids of its own. A file that is moved keeps
// its ids in the same way. Ids that a text declares stay with the path instead,
// and the copies are read again.

// sameness says in one value what files must have in common to be copies.
func sameness(hash, metadataHash, mediaType string) pathKey {
	return keyOf(hash + "\x00" + metadataHash + "\x00" + mediaType)
}

func (f File) sameness() pathKey { return sameness(f.Hash, f.MetadataHash, f.MediaType) }

// originals are the files written in this run and not copies, by sameness.
type originals map[pathKey]string

// compare finds out, when the first document or the end of a file has come,
// whether it is a copy and what happens to the documents that it had.
func (f *fileWriter) compare(ctx context.Context) error {
	j := f.job
	if f.compared || j.hash == "" { // of what could not be opened, nothing is known
		return nil
	}
	f.compared = true
	if err := f.recall(ctx); err != nil {
		return err
	}
	original, err := f.originalOf(ctx)
	if err != nil || f.postponed {
		return err
	}
	if err := f.leaveCopies(ctx); err != nil {
		return err
	}
	if j.known || len(f.old) > 0 {
		f.batch.outdated = append(f.batch.outdated, File{Path: j.path, Hash: j.hash, MetadataHash: j.metadataHash, MediaType: j.mediaType})
	}
	switch {
	case original == "":
		return f.nameAnew(ctx)
	case isGone(original):
		return f.inherit(ctx, original)
	}
	f.original = original
	return nil
}

// originalOf returns the path of the file that the job is a copy of, "" for
// none. While that may yet change, the job is postponed.
func (f *fileWriter) originalOf(ctx context.Context) (string, error) {
	j := f.job
	if former := j.previous.CopyOf; former != "" && f.mustWaitFor(former) {
		f.postponed = true
		return "", nil
	}
	if path := f.originals[sameness(j.hash, j.metadataHash, j.mediaType)]; path != "" && path != j.path {
		return path, nil
	}
	original, err := f.Ledger.original(ctx, j)
	if err != nil || original == "" || f.written[keyOf(original)] {
		return "", err // what it is now, originals would tell
	}
	if f.postponed = f.mustWaitFor(original); f.postponed {
		return original, nil
	}
	row, _, err := f.Ledger.file(ctx, original)
	if row.unfinished {
		return "", err // whether it still has that text, nothing tells
	}
	return original, err
}

// mustWaitFor reports whether a file may still be written in this run.
func (r *run) mustWaitFor(path string) bool {
	_, written := r.written[keyOf(path)]
	return !written && !r.last && !isGone(path)
}

// leaveCopies hands the documents that the file had to a copy of what it was,
// when its text is another now.
func (f *fileWriter) leaveCopies(ctx context.Context) error {
	if len(f.old) == 0 {
		return nil
	}
	copies, err := f.Ledger.copiesOf(ctx, f.job.path)
	if err != nil || len(copies) == 0 || copies[0].Hash == f.job.hash {
		return err
	}
	if err := f.flush(ctx); err != nil {
		return err
	}
	heir := slices.IndexFunc(copies, isAsRecorded)
	if heir < 0 { // they have changed too
		return f.Ledger.separate(ctx, f.job.path, "")
	}
	declared, err := f.declaresIDs(ctx)
	if err != nil {
		return err
	}
	if declared {
		return f.Ledger.separate(ctx, f.job.path, DuplicateID)
	}
	to := copies[heir].Path
	f.Log.Info("a text has moved", "from", f.job.path, "to", to)
	if err := f.Ledger.handOver(ctx, f.job.path, to); err != nil {
		return err
	}
	f.names.move(f.job.path, to)
	f.originals[copies[heir].sameness()] = to
	f.old = map[string]bool{}
	return nil
}

// isAsRecorded reports whether a file is there with the size and time in its row.
func isAsRecorded(f File) bool {
	info, err := os.Lstat(f.Path)
	return err == nil && info.Size() == f.Size && info.ModTime().Equal(f.Modified)
}

// declaresIDs reports whether a document that the file had declares its id.
func (f *fileWriter) declaresIDs(ctx context.Context) (bool, error) {
	named := f.names.of(f.job.path)
	for _, id := range without(f.old, nil) {
		d, err := f.Sink.Document(ctx, id)
		if err != nil {
			return false, err
		}
		if d == nil {
			continue
		}
		if _, made := madeFrom(named, f.job.path, d); !made {
			return true, nil
		}
	}
	return false, nil
}

// inherit deals with documents of a file that is gone: a copy of it has them
// from now on, or this file, unless it has some of its own. It is the same file
// under another name.
func (f *fileWriter) inherit(ctx context.Context, gone string) error {
	copies, err := f.Ledger.copiesOf(ctx, gone)
	if err != nil {
		return err
	}
	for _, c := range copies {
		if c.Path != f.job.path && isAsRecorded(c) {
			f.original, f.postponed = c.Path, f.mustWaitFor(c.Path)
			return f.move(ctx, gone, c)
		}
	}
	if len(f.old) > 0 {
		return nil
	}
	row, _, err := f.Ledger.file(ctx, gone)
	if err != nil {
		return err
	}
	f.taken = &row
	row.Path = f.job.path
	return f.move(ctx, gone, row)
}

// move gives the documents of a file that is gone to another.
func (f *fileWriter) move(ctx context.Context, gone string, to File) error {
	if err := f.flush(ctx); err != nil {
		return err
	}
	f.Log.Info("a text has moved", "from", gone, "to", to.Path)
	if err := f.Ledger.moved(ctx, gone, to.Path); err != nil {
		return err
	}
	f.names.move(gone, to.Path)
	f.originals[to.sameness()] = to.Path
	return nil
}

// mustRecheck reports whether the original of a copy that is unchanged has
// changed, or may yet do so in this run.
func (f *fileWriter) mustRecheck() bool {
	original := f.job.previous.CopyOf
	if original == "" || f.last {
		return false
	}
	changed, written := f.written[keyOf(original)]
	return changed || !written
}

// copied records the file as a copy: what is known of its text is what is known
// of the original's.
func (f *fileWriter) copied(ctx context.Context) error {
	original, err := f.rowOf(ctx, f.original)
	if err != nil {
		return err
	}
	row := f.rowLike(original)
	row.CopyOf = f.original
	f.names.drop(row.Path)
	f.batch.outcomes = append(f.batch.outcomes, outcome{row: row, copied: true, removed: f.batch.remove(without(f.old, nil))})
	return nil
}

// moved records the file that has taken over the documents of another.
func (f *fileWriter) moved() {
	f.batch.outcomes = append(f.batch.outcomes, outcome{row: f.rowLike(*f.taken)})
	f.isOriginal()
}

func (f *fileWriter) rowLike(other File) File {
	row := f.row()
	row.State, row.Indexed = Indexed, row.Read
	row.TextBytes, row.Unread, row.Engines, row.Pages = other.TextBytes, other.Unread, other.Engines, other.Pages
	return row
}

// rowOf returns the row of a file, of the batch if it is there.
func (f *fileWriter) rowOf(ctx context.Context, path string) (File, error) {
	for _, o := range f.batch.outcomes {
		if o.row.Path == path && !o.keep {
			return o.row, nil
		}
	}
	row, _, err := f.Ledger.file(ctx, path)
	return row, err
}

// isOriginal lets files that come after it be copies of the file.
func (f *fileWriter) isOriginal() {
	f.originals[sameness(f.job.hash, f.job.metadataHash, f.job.mediaType)] = f.job.path
}

// isFree reports whether the file at path may have an id that belongs to owner,
// "" for none. What belongs to a file that is gone is free, unless a copy of it
// is left.
func (r *run) isFree(ctx context.Context, owner, path string) (bool, error) {
	if owner == "" || owner == path {
		return true, nil
	}
	if !isGone(owner) {
		return false, nil
	}
	copies, err := r.Ledger.copiesOf(ctx, owner)
	return len(copies) == 0, err
}

// writePostponed writes the files that had to wait for others.
func (r *run) writePostponed(ctx context.Context, read func(*job)) error {
	r.last = true
	for _, c := range r.later {
		if err := r.flush(ctx); err != nil {
			return err
		}
		j, err := r.newJob(ctx, r.number, c, false)
		if err != nil {
			return err
		}
		r.number++
		if err := r.recheckCopy(ctx, j); err != nil {
			return err
		}
		if j.documents != nil {
			read(j)
		}
		if err := r.write(ctx, j, nil); err != nil {
			return err
		}
	}
	return r.flush(ctx)
}

// recheckCopy has a copy read again whose original has become another.
func (r *run) recheckCopy(ctx context.Context, j *job) error {
	if !j.comparable || j.previous.CopyOf == "" {
		return nil
	}
	original, known, err := r.Ledger.file(ctx, j.previous.CopyOf)
	if err != nil {
		return err
	}
	if !known || original.sameness() != j.previous.sameness() {
		j.unchanged, j.comparable = false, false
		j.documents = make(chan *corpus.Document, documentsAhead)
	}
	return nil
}
