package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"entente/search"
)

// newQueryTopic returns a topic of help, which is no command: entente help query.
func newQueryTopic() *cobra.Command {
	return &cobra.Command{Use: "query", Short: "How to write a query", Long: queryHelp()}
}

// queryHelp writes the table of the query language for people.
func queryHelp() string {
	var b strings.Builder
	b.WriteString("A query means exactly what it says, or is refused with the column and what to\nwrite instead. Case and accents do not matter, but for some acronyms (US).\n")
	part := ""
	for _, rule := range search.Syntax() {
		if rule.Part != part {
			part = rule.Part
			fmt.Fprintf(&b, "\n%s\n", part)
		}
		fmt.Fprintf(&b, "  %s\n      %s\n", strings.Join(rule.Write, "    "), rule.Means)
	}
	b.WriteString("\nThe shell has quotation marks of its own: put the query in single ones, and --\nbefore a query that begins with a minus.")
	return b.String()
}
