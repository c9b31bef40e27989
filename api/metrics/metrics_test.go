package metrics_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/api/metrics"
)

func TestHistogram(t *testing.T) {
	h := metrics.NewHistogram("x_seconds", "How long\nit \\ took.", "route", "status")
	var group sync.WaitGroup
	for _, seconds := range []float64{0.001, 0.0011, 7, 31} { // on a bound, beyond one, between, beyond all
		group.Go(func() { h.Observe(seconds, `/a"\`+"\n", "200") })
	}
	group.Wait()
	h.Observe(0.25, "/b")
	var b strings.Builder
	if err := h.Write(&b); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	for _, want := range []string{
		"# HELP x_seconds How long\\nit \\\\ took.\n# TYPE x_seconds histogram\n",
		`x_seconds_bucket{route="/a\"\\\n",status="200",le="0.001"} 1` + "\n",
		`x_seconds_bucket{route="/a\"\\\n",status="200",le="0.0025"} 2` + "\n",
		`x_seconds_bucket{route="/a\"\\\n",status="200",le="5"} 2` + "\n",
		`x_seconds_bucket{route="/a\"\\\n",status="200",le="10"} 3` + "\n",
		`x_seconds_bucket{route="/a\"\\\n",status="200",le="30"} 3` + "\n",
		`x_seconds_bucket{route="/a\"\\\n",status="200",le="+Inf"} 4` + "\n",
		`x_seconds_count{route="/a\"\\\n",status="200"} 4` + "\n",
		`x_seconds_sum{route="/b",status=""} 0.25` + "\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestGauge(t *testing.T) {
	for want, g := range map[string]metrics.Gauge{
		"# HELP a A.\n# TYPE a gauge\na 1.5e+10\n":                          {Name: "a", Help: "A.", Value: 15e9},
		"# HELP b B.\n# TYPE b gauge\nb{version=\"\\\"1\\\"\",y=\"z\"} 1\n": {Name: "b", Help: "B.", Labels: []string{"version", `"1"`, "y", "z"}, Value: 1},
	} {
		var b strings.Builder
		if err := g.Write(&b); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, b.String()); diff != "" {
			t.Error(diff)
		}
	}
}
