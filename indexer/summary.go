package indexer

import "time"

// progressInterval is how often Progress is told at most.
const progressInterval = 100 * time.Millisecond

// add counts a batch that was written, and tells.
func (r *run) add(b batch) {
	for _, o := range b.outcomes {
		r.count(o)
	}
	r.summary.Documents += len(b.documents)
	r.summary.TextBytes += b.bytes
	r.report(false)
}

func (r *run) count(o outcome) {
	s := &r.summary
	s.Seen++
	s.Removed += o.removed
	r.lastPath = o.row.Path
	switch {
	case o.row.State == Failed:
		s.Failed++
		s.Reasons[o.row.Reason]++
		if r.Failure != nil {
			r.Failure(o.row)
		}
	case o.unchanged:
		s.Unchanged++
	default:
		s.Indexed++
		if o.copied {
			s.Copies++
		}
		s.Bytes += o.row.Size
		if len(o.row.Unread) > 0 {
			s.Partial++
		}
	}
}

// report tells Progress how far the run is, when it is time or the end.
func (r *run) report(end bool) {
	if r.Progress == nil || (!end && time.Since(r.reported) < progressInterval) {
		return
	}
	r.reported = time.Now()
	s := r.summary
	counted := r.counted.done.Load()
	r.Progress(Progress{
		Found: max(int(r.counted.files.Load()), s.Seen), Counted: counted, Seen: s.Seen, Failed: s.Failed,
		Documents: s.Documents, Bytes: s.Bytes, Path: r.lastPath,
	})
}
