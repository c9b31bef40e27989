package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente/corpus"
	"entente/search"
)

// searchTimeout bounds a search unless told otherwise.
const searchTimeout = 5 * time.Second

// searchOptions are the flags of search.
type searchOptions struct {
	facets        map[string]*[]string
	match         string
	noSynonyms    bool
	from, to      string
	sort          string
	page, perPage int
	cursor        string
	histogram     string
	passages      string
	explain       bool
	record        string // file for the search record
	export        string // name of a format
	url           string // of the reading pages, in an export
	timeout       time.Duration
	json          bool
}

func newSearchCommand(p *program) *cobra.Command {
	o := &searchOptions{facets: map[string]*[]string{}}
	cmd := &cobra.Command{
		Use:   "search QUERY",
		Short: "Search the collection",
		Long: `Search the collection and print the hits with their passages.

  entente search 'armed attack'                both words
  entente search '"armed attack" -org:NATO'    a phrase, without a value
  entente search 'title:treaty (mines OR munitions) date:1990..'
  entente search --org NATO --org EU --type treaty cyber*
  entente search --match any base facility installation
  entente search --record attack.json 'armed attack'
  entente search --export ris 'armed attack' >attack.ris
  entente search --export csv --passages full 'armed attack' >clauses.csv

The words of the query may come as one argument or as several. A search that
was recorded is run again and compared by entente replay. An export has every
hit of the search, whatever their number, with the passages it is cited by; one
that could not be completed says so at its end and in the exit code.`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return p.search(cmd, o, strings.Join(args, " ")) },
	}
	o.addFlags(cmd)
	return cmd
}

func (o *searchOptions) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	for _, f := range corpus.Facets() {
		values := new([]string)
		flags.StringArrayVar(values, f.Name, nil, "only this "+strings.ToLower(f.Label)+"; may be repeated")
		o.facets[f.Name] = values
	}
	flags.StringVar(&o.match, "match", string(search.MatchAll), "words side by side: "+joined(search.Matches())+" of them")
	flags.BoolVar(&o.noSynonyms, "no-synonyms", false, "search names and terms as they are written, not under other names")
	flags.StringVar(&o.from, "from", "", "only from this date on: 1949, 1949-04 or 1949-04-04")
	flags.StringVar(&o.to, "to", "", "only up to this date")
	flags.StringVar(&o.sort, "sort", string(search.ByRelevance), "order: "+joined(search.Sorts()))
	flags.IntVar(&o.page, "page", 1, "page of the hits")
	flags.IntVar(&o.perPage, "per-page", 10, "hits on a page")
	flags.StringVar(&o.cursor, "cursor", "", "go on where the search ended that gave this cursor; all else as then")
	flags.StringVar(&o.histogram, "histogram", "", "count the documents by year or decade")
	flags.StringVar(&o.passages, "passages", string(search.Excerpt), "how much of a passage is shown: "+joined(search.Extents()))
	flags.BoolVar(&o.explain, "explain", false, "say how the answer came about")
	flags.StringVar(&o.record, "record", "", "write the record of the search to this new file")
	flags.StringVar(&o.export, "export", "", "print all hits in this format: "+strings.Join(exportFormats(), ", "))
	flags.StringVar(&o.url, "url", "http://"+defaultAddress, "address of the reading pages, in an export")
	flags.DurationVar(&o.timeout, "timeout", searchTimeout, "time after which the search is stopped")
	flags.BoolVar(&o.json, "json", false, "print what the API answers")
}

func joined[T ~string](values []T) string {
	var names []string
	for _, v := range values {
		names = append(names, string(v))
	}
	return strings.Join(names, ", ")
}

func (o *searchOptions) request(query string) (search.Request, error) {
	r := search.Request{
		Query: query, Match: search.Match(o.match), NoSynonyms: o.noSynonyms, Filters: map[string][]string{}, Sort: search.Sort(o.sort),
		Page: o.page, PerPage: o.perPage, Cursor: o.cursor, Histogram: search.Interval(o.histogram), Passages: search.Extent(o.passages), Explain: o.explain,
	}
	if o.page == 0 || o.perPage == 0 {
		return r, usageError{errors.New("--page and --per-page are 1 or more")}
	}
	if o.cursor != "" {
		if o.page != 1 {
			return r, usageError{errors.New("--cursor goes on by itself: leave --page out")}
		}
		r.Page = 0
	}
	for name, values := range o.facets {
		if len(*values) > 0 {
			r.Filters[name] = *values
		}
	}
	for _, bound := range []struct {
		flag, text string
		date       *corpus.Date
	}{{"--from", o.from, &r.From}, {"--to", o.to, &r.To}} {
		if bound.text == "" {
			continue
		}
		var err error
		if *bound.date, err = corpus.ParseDate(bound.text); err != nil {
			return r, usageError{fmt.Errorf("%s: %w", bound.flag, err)}
		}
	}
	return r, nil
}

func (p *program) search(cmd *cobra.Command, o *searchOptions, query string) (err error) {
	r, err := o.request(query)
	if err != nil {
		return err
	}
	if o.export != "" {
		return p.export(cmd, o, query, r)
	}
	f, err := p.openCollection(cmd.Context())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.close()) }()
	ctx, cancel := context.WithTimeout(cmd.Context(), o.timeout)
	defer cancel()
	result, err := f.engine.Search(ctx, r)
	if err != nil {
		return p.pointAt(query, err)
	}
	if o.record != "" {
		if err := p.record(ctx, f, r, result, o.record); err != nil {
			return err
		}
	}
	if o.json {
		return writeJSON(p.out, result)
	}
	p.printHints(result.Hints)
	return p.printResult(f, r, result)
}

// pointAt shows the place of a syntax error under the query.
func (p *program) pointAt(query string, err error) error {
	var syntax *search.SyntaxError
	if errors.As(err, &syntax) && !strings.ContainsAny(query, "\n\t") {
		caret := strings.Repeat(" ", syntax.Column-1) + strings.Repeat("^", max(syntax.Length, 1))
		fmt.Fprintf(p.err, "  %s\n  %s\n", printable(query), caret)
	}
	return err
}

func writeJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}
