// Package metrics counts and times, and writes what it has counted in the text
// format of Prometheus (version 0.0.4). It knows nothing of what is counted: that
// belongs to api. What is asked for when it is written, such as the size of the
// collection, is given to Write as a Gauge.
package metrics

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// ContentType is the media type of what Write writes.
const ContentType = "text/plain; version=0.0.4; charset=utf-8"

// Histogram counts how long things took, for each combination of values of its
// labels. Its methods may be called from several goroutines. There is no limit on
// the combinations: give labels that have few values.
type Histogram struct {
	name, help string
	labels     []string
	bounds     []float64 // in seconds, ascending

	mutex  sync.Mutex
	series map[string]*series // by labels as they are written
}

type series struct {
	counts []uint64 // by bound, of what took no longer than it and longer than the one before
	count  uint64
	sum    float64 // in seconds
}

// NewHistogram returns a histogram of seconds under a name, with names of labels.
func NewHistogram(name, help string, labels ...string) *Histogram {
	return &Histogram{
		name: name, help: help, labels: labels, series: map[string]*series{},
		bounds: []float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30},
	}
}

// Observe counts something that took so many seconds, with the values of the
// labels in their order.
func (h *Histogram) Observe(seconds float64, values ...string) {
	key := labelText(h.labels, values)
	h.mutex.Lock()
	defer h.mutex.Unlock()
	s := h.series[key]
	if s == nil {
		s = &series{counts: make([]uint64, len(h.bounds))}
		h.series[key] = s
	}
	if i, _ := slices.BinarySearch(h.bounds, seconds); i < len(s.counts) {
		s.counts[i]++
	}
	s.count++
	s.sum += seconds
}

// Write writes the histogram.
func (h *Histogram) Write(w io.Writer) error {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	var b strings.Builder
	head(&b, h.name, h.help, "histogram")
	for _, key := range slices.Sorted(maps.Keys(h.series)) {
		s := h.series[key]
		total := uint64(0)
		for i, bound := range h.bounds {
			total += s.counts[i]
			fmt.Fprintf(&b, "%s_bucket{%s} %d\n", h.name, joined(key, `le="`+number(bound)+`"`), total)
		}
		fmt.Fprintf(&b, "%s_bucket{%s} %d\n", h.name, joined(key, `le="+Inf"`), s.count)
		fmt.Fprintf(&b, "%s_sum{%s} %s\n%s_count{%s} %d\n", h.name, key, number(s.sum), h.name, key, s.count)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Gauge is a number as it is now.
type Gauge struct {
	Name, Help string
	Labels     []string // names and values by turns
	Value      float64
}

// Write writes the gauge.
func (g Gauge) Write(w io.Writer) error {
	var b strings.Builder
	head(&b, g.Name, g.Help, "gauge")
	b.WriteString(g.Name)
	if len(g.Labels) > 0 {
		var names, values []string
		for pair := range slices.Chunk(g.Labels, 2) {
			names, values = append(names, pair[0]), append(values, pair[len(pair)-1])
		}
		b.WriteString("{" + labelText(names, values) + "}")
	}
	b.WriteString(" " + number(g.Value) + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func head(b *strings.Builder, name, help, kind string) {
	help = strings.NewReplacer(`\`, `\\`, "\n", `\n`).Replace(help)
	fmt.Fprintf(b, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
}

// labelText writes labels with their values; a value not given is empty.
func labelText(names, values []string) string {
	escape := strings.NewReplacer(`\`, `\\`, "\n", `\n`, `"`, `\"`)
	var list []string
	for i, name := range names {
		value := ""
		if i < len(values) {
			value = values[i]
		}
		list = append(list, name+`="`+escape.Replace(strings.ToValidUTF8(value, "\uFFFD"))+`"`)
	}
	return strings.Join(list, ",")
}

func joined(labels, more string) string {
	if labels == "" {
		return more
	}
	return labels + "," + more
}

func number(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }
