package main

import (
	"bufio"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"entente/export"
	"entente/search"
)

// exportFormats lists the names of the formats.
func exportFormats() []string {
	var names []string
	for _, f := range export.Formats() {
		names = append(names, f.Name)
	}
	return names
}

// exportFlags are the flags of search that mean nothing in an export.
func exportFlags() []string {
	return []string{"page", "cursor", "histogram", "explain", "record", "json"}
}

// export prints all hits of a search in the format asked for.
func (p *program) export(cmd *cobra.Command, o *searchOptions, query string, r search.Request) (err error) {
	for _, name := range exportFlags() {
		if cmd.Flags().Changed(name) {
			return usageError{fmt.Errorf("--export has every hit and the record of the search: leave --%s out", name)}
		}
	}
	format, err := export.FormatNamed(o.export)
	if err != nil {
		return usageError{fmt.Errorf("--export: %w", err)}
	}
	base, err := baseAddress(o.url)
	if err != nil {
		return err
	}
	f, err := p.openCollection(cmd.Context())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.close()) }()
	w := bufio.NewWriter(p.out)
	options := export.Options{Base: base, Label: f.names.Label, Patience: o.timeout}
	if err := errors.Join(export.Write(cmd.Context(), w, format, options, f.engine, r), w.Flush()); err != nil {
		return p.pointAt(query, err)
	}
	return nil
}

// baseAddress reads the address under which the pages are reached.
func baseAddress(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") || u.RawQuery != "" || u.Fragment != "" {
		return "", usageError{fmt.Errorf("--url %q is no address of a server: write https://HOST, as in http://%s", address, defaultAddress)}
	}
	return strings.TrimSuffix(u.String(), "/"), nil
}
