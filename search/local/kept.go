package local

import (
	"context"
	"slices"
	"sync"
	"time"
)

// How many views are kept for cursors, and for how long after they were last
// used. A kept view holds the segments of its index and the versions of
// documents that have been replaced since.
const (
	maxKept = 8
	keptFor = 10 * time.Minute
)

// keptViews are the views to which cursors go back. What is over the limits goes
// whenever one is kept or asked for and after every change of the collection;
// views that a cursor has gone back to stay before those that none has.
type keptViews struct {
	sync.Mutex
	pins  *pins
	now   func() time.Time
	views []*keptView // the longest unused first
}

type keptView struct {
	*view
	used    time.Time
	resumed bool // a cursor has gone back to it
}

// keep keeps the view, which stays the caller's to close.
func (k *keptViews) keep(v *view) {
	k.Lock()
	defer k.Unlock()
	if k.touch(v.sequence) == nil {
		k.views = append(k.views, &keptView{view: v.share(k.pins), used: k.now()})
	}
	k.discard()
}

// resume returns the kept view with that sequence number, to be closed by the
// caller, or nil.
func (k *keptViews) resume(sequence uint64) *view {
	k.Lock()
	defer k.Unlock()
	k.discard()
	kept := k.touch(sequence)
	if kept == nil {
		return nil
	}
	kept.resumed = true
	return kept.share(k.pins)
}

// touch notes that the view with that sequence number is used; nil when there is none.
func (k *keptViews) touch(sequence uint64) *keptView {
	i := slices.IndexFunc(k.views, func(v *keptView) bool { return v.sequence == sequence })
	if i < 0 {
		return nil
	}
	kept := k.views[i]
	kept.used = k.now()
	k.views = append(slices.Delete(k.views, i, i+1), kept)
	return kept
}

// expire drops what is over the limits.
func (k *keptViews) expire() {
	k.Lock()
	defer k.Unlock()
	k.discard()
}

func (k *keptViews) discard() {
	oldest := k.now().Add(-keptFor)
	for len(k.views) > 0 && k.views[0].used.Before(oldest) {
		k.remove(0)
	}
	for len(k.views) > maxKept {
		k.remove(max(0, slices.IndexFunc(k.views[:maxKept], func(v *keptView) bool { return !v.resumed })))
	}
}

func (k *keptViews) remove(i int) {
	k.views[i].close()
	k.views = slices.Delete(k.views, i, i+1)
}

// drop closes every view.
func (k *keptViews) drop() {
	k.Lock()
	defer k.Unlock()
	for len(k.views) > 0 {
		k.remove(0)
	}
}

// share returns the view once more, to be closed by itself. It does not keep the
// engine from being closed.
func (v *view) share(p *pins) *view {
	v.snapshot.AddRef()
	p.Lock()
	p.add(v.sequence)
	p.Unlock()
	shared := *v
	shared.segments = slices.Clone(v.segments)
	shared.release = func() { p.release(v.sequence) }
	return &shared
}

// viewAt opens the collection as it was at a sequence number: as it is now, or a
// kept view.
func (e *Engine) viewAt(ctx context.Context, sequence uint64) (*view, error) {
	release, err := e.use()
	if err != nil {
		return nil, err
	}
	if v := e.kept.resume(sequence); v != nil {
		unpin := v.release
		v.release = func() { unpin(); release() }
		e.letRead(v)
		return v, nil
	}
	release()
	v, err := e.view(ctx)
	if err != nil {
		return nil, err
	}
	if v.sequence != sequence {
		v.close()
		return nil, refusedCursor("the collection has changed, and what it was when the cursor was given is no longer kept: start again without it")
	}
	return v, nil
}
