package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"entente/search"
)

// printWhy says how a hit came by its score, where that was asked.
func printWhy(w io.Writer, s style, h search.Hit) {
	if h.Why == nil {
		return
	}
	var parts []string
	for _, part := range h.Why.Parts {
		parts = append(parts, fmt.Sprintf("%.3f %s%s", part.Score, printable(part.Text), counts(part)))
	}
	fmt.Fprintf(w, "   %s\n", s.aside(fmt.Sprintf("score %.3f = %s", h.Score, strings.Join(parts, " + "))))
}

// counts says what a part of a score was counted from.
func counts(part search.WhyPart) string {
	var list []string
	if part.Rarity != 0 {
		list = append(list, fmt.Sprintf("rarity %.2f", part.Rarity))
	}
	if part.InTitle > 0 {
		list = append(list, fmt.Sprintf("%d in the title of %s", part.InTitle, counted(part.TitleLength, "word")))
	}
	if part.InText > 0 {
		list = append(list, fmt.Sprintf("%d in the text of %s", part.InText, counted(part.TextLength, "word")))
	}
	if part.Kin > 0 {
		list = append(list, fmt.Sprintf("%d of its root", part.Kin))
	}
	if len(list) == 0 {
		return ""
	}
	return " (" + strings.Join(list, ", ") + ")"
}

// printAccount says how an answer came about, where that was asked.
func printAccount(w io.Writer, s style, a *search.Account) {
	if a == nil {
		return
	}
	fmt.Fprintf(w, "\n%s\n", s.title("About this answer"))
	row := func(label, value string) {
		if value != "" {
			fmt.Fprintf(w, "  %-11s %s\n", label, printable(value))
		}
	}
	row("query", cmp.Or(a.Query, "every document"))
	row("words", words(a))
	for _, name := range slices.Sorted(maps.Keys(a.Filters)) {
		row(name, strings.Join(a.Filters[name], " or "))
	}
	row("from", a.From)
	row("to", a.To)
	row("searched", counted(a.Documents, "document"))
	row("languages", languages(a.Languages))
	row("collection", fmt.Sprintf("%s, index %d, change %d", a.Identity, a.Generation, a.Sequence))
	if a.UnreadFiles > 0 {
		row("not read", counted(a.UnreadFiles, "file")+": entente files --state failed")
		printUnread(w, a.Unread, a.UnreadFiles)
	}
	if a.PartlyUnread > 0 {
		row("in part", counted(a.PartlyUnread, "file")+" of which something was left out: entente files --unread")
		printUnread(w, a.PartlyRead, a.PartlyUnread)
	}
	for _, c := range a.Clauses {
		printClause(w, c)
	}
}

// printUnread lists files of which something is not searched, and how many more
// there are.
func printUnread(w io.Writer, files []search.UnreadFile, all int) {
	for _, file := range files {
		fmt.Fprintf(w, "    %s: %s\n", printable(file.Path), printable(file.Reason))
	}
	if rest := all - len(files); rest > 0 && len(files) > 0 {
		fmt.Fprintf(w, "    and %s more\n", thousands(rest))
	}
}

// words says what words side by side and names meant.
func words(a *search.Account) string {
	meant := "all of them"
	if a.Match == search.MatchAny {
		meant = "any of them"
	}
	if a.Synonyms {
		return meant + ", under other names too"
	}
	return meant + ", as written alone"
}

func languages(counts map[string]int) string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		text := name + " " + thousands(counts[name])
		if name == "other" {
			text += " (words as they are written)"
		}
		list = append(list, text)
	}
	return strings.Join(list, ", ")
}

// printClause says what a part of the query stood for.
func printClause(w io.Writer, c search.Clause) {
	text := c.Text
	if c.Excluded {
		text = "without " + text
	}
	fmt.Fprintf(w, "  %s: %s\n", printable(text), counted(c.Documents, "document"))
	for i, terms := range c.Terms {
		indent := "    "
		if len(c.Terms) > 1 {
			fmt.Fprintf(w, "    word %d\n", i+1)
			indent = "      "
		}
		for _, t := range terms {
			fmt.Fprintf(w, "%s%s\n", indent, printable(termLine(t)))
		}
	}
	for _, value := range c.Values {
		fmt.Fprintf(w, "    %s\n", printable(value))
	}
}

func termLine(t search.Term) string {
	text := t.Text
	if len(t.Languages) > 0 {
		text += " (" + strings.Join(t.Languages, ", ") + ")"
	}
	return fmt.Sprintf("%s: %s, %s", text, counted(t.Documents, "document"), counted(t.Occurrences, "time"))
}
