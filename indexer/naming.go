package indexer

import (
	"context"
	"strings"

	"entente/corpus"
)

// nameMark stands in a name between a path and what tells it from another text
// that was once there, and between paths in the ledger. No path has it.
const nameMark = "//"

// naming says which paths have another name than themselves to make ids from.
type naming struct {
	byPath map[string]string
	uses   map[string]int // paths by name
}

func (n naming) known(path string) bool { return n.byPath[path] != "" }
func (n naming) used(name string) bool  { return n.uses[name] > 0 }

func (n naming) of(path string) string {
	if name := n.byPath[path]; name != "" {
		return name
	}
	return path
}

func (n naming) set(path, name string) {
	n.drop(path)
	n.byPath[path] = name
	n.uses[name]++
}

func (n naming) drop(path string) {
	if name := n.byPath[path]; name != "" {
		n.uses[name]--
		delete(n.byPath, path)
	}
}

func (n naming) move(from, to string) {
	name := n.of(from)
	n.drop(from)
	n.set(to, name)
}

// rename gives the document the id that the name of its file makes.
func (n naming) rename(path string, d *corpus.Document) {
	if !n.known(path) {
		return
	}
	if id, made := madeFrom(path, path, d); made {
		d.ID = idAfter(n.of(path), path, d) + id
	}
}

// madeFrom reports whether the id of a document of the file at path is made
// from a name, and returns what the id has after that.
func madeFrom(name, path string, d *corpus.Document) (rest string, made bool) {
	rest, made = strings.CutPrefix(d.ID, idAfter(name, path, d))
	return rest, made && (rest == "" || strings.HasPrefix(rest, recordMark))
}

// nameAnew gives the path another name to make ids from, when a text that went
// elsewhere has the ids made from it.
func (f *fileWriter) nameAnew(ctx context.Context) error {
	j := f.job
	if len(f.old) > 0 || f.names.known(j.path) || !f.names.used(j.path) {
		return nil
	}
	named := j.path + nameMark + j.hash[:idHashDigits]
	if err := f.Ledger.name(ctx, j.path, named); err != nil {
		return err
	}
	f.names.set(j.path, named)
	return nil
}
