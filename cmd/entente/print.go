package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/term"

	"entente/corpus"
	"entente/search"
)

// style writes to a terminal; on anything else it writes plain text.
type style struct{ on bool }

func (p *program) style() style {
	refused, _ := p.environment("NO_COLOR")
	return style{on: isTerminal(p.out) && refused == ""}
}

func (s style) title(text string) string { return s.wrap("\x1b[1m", text) }
func (s style) mark(text string) string  { return s.wrap("\x1b[1;33m", text) }
func (s style) aside(text string) string { return s.wrap("\x1b[2m", text) }
func (s style) wrap(code, text string) string {
	if !s.on || text == "" {
		return text
	}
	return code + text + "\x1b[0m"
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// printable removes what would command a terminal.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, text)
}

// printHints writes what the query may have meant instead.
func (p *program) printHints(hints []search.Hint) {
	for _, h := range hints {
		line := fmt.Sprintf("hint: column %d: %s", h.Column, h.Message)
		if h.Suggestion != "" {
			line += "; " + h.Suggestion
		}
		fmt.Fprintln(p.err, printable(line))
		if h.Query != "" {
			fmt.Fprintf(p.err, "      %s\n", printable(h.Query))
		}
	}
}

// printResult writes the result of a request for people.
func (p *program) printResult(f *folder, asked search.Request, r *search.Result) error {
	s := p.style()
	w := bufio.NewWriter(p.out)
	printFound(w, s, r)
	printHistogram(w, r.Histogram)
	first := (r.Page-1)*r.PerPage + 1
	for i, h := range r.Hits {
		printHit(w, s, f, first+i, h)
		printWhy(w, s, h)
	}
	printMore(w, asked, r, first+len(r.Hits)-1)
	printAccount(w, s, r.Account)
	return w.Flush()
}

// printFound says how much was found in how much, and as what.
func printFound(w io.Writer, s style, r *search.Result) {
	fmt.Fprintf(w, "%s of %s searched", counted(r.Total.Value, "document"), thousands(r.Searched.Documents))
	if r.Query != "" {
		fmt.Fprintf(w, ": %s", printable(r.Query))
	}
	if r.Match == search.MatchAny {
		fmt.Fprint(w, " (any of the words)")
	}
	fmt.Fprintln(w)
	if n := r.Searched.UnreadFiles; n > 0 {
		fmt.Fprintf(w, "%s could not be read: entente files --state failed\n", counted(n, "file"))
	}
	if n := r.Searched.Undated; n > 0 {
		fmt.Fprintf(w, "%s searched without a date, for which no condition on the date holds\n", counted(n, "document"))
	}
	for _, n := range r.Names {
		also := "also as: " + strings.Join(n.Also, ", ")
		if n.TooMany {
			also = "only as written: too many names stand in it"
		}
		fmt.Fprintf(w, "%s %s\n", printable(n.Text), printable(also))
	}
	if len(r.Names) > 0 {
		fmt.Fprintln(w, s.aside("as written alone with --no-synonyms"))
	}
}

func printHistogram(w io.Writer, h *search.Histogram) {
	if h == nil {
		return
	}
	plural := ""
	if h.Interval == search.ByDecade {
		plural = "s"
	}
	fmt.Fprintln(w)
	for _, b := range h.Buckets {
		fmt.Fprintf(w, "  %-8s %8s\n", strconv.Itoa(b.Year)+plural, thousands(b.Count))
	}
	if h.Undated > 0 {
		fmt.Fprintf(w, "  %-8s %8s\n", "undated", thousands(h.Undated))
	}
}

// printMore says how to see the hits after the last one shown.
func printMore(w io.Writer, asked search.Request, r *search.Result, last int) {
	more := fmt.Sprintf("--page %d", r.Page+1)
	if asked.Cursor != "" || (r.Page+1)*r.PerPage > search.MaxDepth {
		more = "--cursor " + r.Next
	}
	if len(r.Hits) > 0 && last < r.Total.Value {
		fmt.Fprintf(w, "\n%d to %d of %s; more with %s\n", last-len(r.Hits)+1, last, thousands(r.Total.Value), more)
	}
}

func printHit(w io.Writer, s style, f *folder, number int, h search.Hit) {
	fmt.Fprintf(w, "\n%d. %s\n", number, s.title(printable(h.Title)))
	about := []string{}
	for _, value := range []string{f.names.Label("type", h.Type), h.Date.String(), dated("signed", h.Signed), dated("in force", h.InForce), strings.Join(h.Organizations, ", ")} {
		if value != "" {
			about = append(about, printable(value))
		}
	}
	about = append(about, h.ID)
	fmt.Fprintf(w, "   %s\n", s.aside(strings.Join(about, " · ")))
	if len(h.Unread) > 0 {
		fmt.Fprintf(w, "   not all of it could be read: %s\n", printable(firstOf(h.Unread, search.MaxUnreadParts, h.UnreadParts)))
	}
	if n := len(h.Source.Places); n > 1 {
		fmt.Fprintf(w, "   the same in %s: %s\n", counted(n, "file"), printable(firstOf(h.Source.Places, maxPlaces, n)))
	}
	for _, passage := range h.Passages {
		if label := inLanguage(f, passage.Label, passage.Language); label != "" {
			fmt.Fprintf(w, "   %s\n", printable(label))
		}
		fmt.Fprintf(w, "     %s\n", marked(s, passage))
	}
	if more := h.MatchedPassages - len(h.Passages); more > 0 {
		fmt.Fprintf(w, "   %s\n", s.aside(fmt.Sprintf("and %s more: entente show %s", counted(more, "passage"), h.ID)))
	}
}

// maxPlaces is how many of its places a hit names.
const maxPlaces = 3

// firstOf lists the first of some things, at most limit of them, and says how many
// more of all there are.
func firstOf(things []string, limit, all int) string {
	things = things[:min(len(things), limit)]
	list := strings.Join(things, "; ")
	if more := all - len(things); more > 0 {
		list += fmt.Sprintf("; and %s more", thousands(more))
	}
	return list
}

// inLanguage adds to the label of a passage its language, where the document is
// in several: "Article 5 (French text)".
func inLanguage(f *folder, label, code string) string {
	if code == "" {
		return label
	}
	return strings.TrimSpace(label + " (" + f.names.Label("lang", code) + " text)")
}

// dated returns a date with what it is of, "" when it is not known.
func dated(what string, d corpus.Date) string {
	if d.IsZero() {
		return ""
	}
	return what + " " + d.String()
}

// marked returns the text of a passage with its marks.
func marked(s style, p search.PassageHit) string {
	var b strings.Builder
	text := []rune(p.Text)
	at := 0
	for _, m := range p.Marks {
		b.WriteString(printable(string(text[at:m[0]])))
		b.WriteString(s.mark(printable(string(text[m[0]:m[1]]))))
		at = m[1]
	}
	b.WriteString(printable(string(text[at:])))
	return b.String()
}

// counted returns "1 document", "1,161 documents".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return thousands(n) + " " + noun + "s"
}

func thousands(n int) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
