package indexer

import (
	"strings"
	"testing"
)

func TestReasonOfDeath(t *testing.T) {
	traces := strings.Repeat("goroutine 7 [running]:\n\truntime.goexit\n", keptOutput/20)
	for _, test := range []struct{ output, want string }{
		{"", ""},
		{"a library speaks of a panic: it does not give up\n", ""},
		{"SIGnal: lost\n", ""},
		{"panic: index out of range\n\n" + traces, "panic: index out of range"},
		{"runtime: cannot map\nfatal error: out of memory\n\n" + traces, "fatal error: out of memory"},
		{"runtime/cgo: pthread_create failed\nSIGABRT: abort\nPC=0x1 m=4\n\n" + traces, "SIGABRT: abort"},
		{strings.Repeat("much is said. ", keptOutput) + "\nSIGSEGV: segmentation violation\nPC=0x1 m=4\n\n" + traces, "SIGSEGV: segmentation violation"},
	} {
		for _, piece := range []int{1, 7, 1 << 20} {
			l := &lastWords{}
			for rest := test.output; rest != ""; {
				n, _ := l.Write([]byte(rest[:min(piece, len(rest))]))
				rest = rest[n:]
			}
			if got := l.reason(); got != test.want {
				t.Errorf("in pieces of %d bytes %.60q… gives %q, want %q", piece, test.output, got, test.want)
			}
		}
	}
}
