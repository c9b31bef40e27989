package relevance

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"entente/corpus"
	"entente/search"
	"entente/search/analysis"
)

// The test collections of the SMART system: files of records, each with sections
// that begin with a line of a dot and a letter.

// ReadCranfield reads the Cranfield collection. Its judgments count queries in
// their order and not by their number; codes 1 to 4 are relevant, and -1 is not.
func ReadCranfield(dir string) (*Collection, error) {
	c := &Collection{Name: "Cranfield"}
	var err error
	if c.Documents, err = readDocuments(filepath.Join(dir, "cran.all.1400")); err != nil {
		return nil, err
	}
	records, err := readRecords(filepath.Join(dir, "cran.qry"))
	if err != nil {
		return nil, err
	}
	for i := range records {
		records[i].id = strconv.Itoa(i + 1)
	}
	c.Queries, err = readJudged(records, filepath.Join(dir, "cranqrel"), func(fields []string) bool {
		return len(fields) > 2 && fields[2] != "-1"
	})
	return c, err
}

// ReadCISI reads the CISI collection. Queries without judgments are left out.
func ReadCISI(dir string) (*Collection, error) {
	c := &Collection{Name: "CISI"}
	var err error
	if c.Documents, err = readDocuments(filepath.Join(dir, "CISI.ALL")); err != nil {
		return nil, err
	}
	records, err := readRecords(filepath.Join(dir, "CISI.QRY"))
	if err != nil {
		return nil, err
	}
	c.Queries, err = readJudged(records, filepath.Join(dir, "CISI.REL"), func([]string) bool { return true })
	return c, err
}

// smartRecord is the sections of a record by their letter.
type smartRecord struct {
	id       string
	sections map[string]string
}

func readRecords(path string) ([]smartRecord, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading a test collection: %w", err)
	}
	defer file.Close()
	var records []smartRecord
	section := ""
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		line := strings.TrimRight(lines.Text(), " \r")
		if id, ok := strings.CutPrefix(line, ".I "); ok {
			records = append(records, smartRecord{id: strings.TrimLeft(id, " 0"), sections: map[string]string{}})
			section = ""
			continue
		}
		if len(line) == 2 && line[0] == '.' {
			section = line[1:]
			continue
		}
		if len(records) > 0 && section != "" {
			records[len(records)-1].sections[section] += line + "\n"
		}
	}
	return records, lines.Err()
}

func readDocuments(path string) ([]*corpus.Document, error) {
	records, err := readRecords(path)
	if err != nil {
		return nil, err
	}
	documents := make([]*corpus.Document, len(records))
	for i, r := range records {
		documents[i] = &corpus.Document{
			ID: r.id, Title: oneLine(r.sections["T"]), Language: "en",
			Source:   corpus.Source{Collection: filepath.Base(filepath.Dir(path))},
			Passages: []corpus.Passage{{Kind: corpus.Section, Text: r.sections["W"]}},
		}
	}
	return documents, nil
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// readJudged returns the queries that have judgments.
func readJudged(records []smartRecord, path string, counts func(fields []string) bool) ([]Query, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading judgments: %w", err)
	}
	relevant := map[string]map[string]int{}
	for line := range strings.Lines(string(content)) {
		fields := strings.Fields(line)
		if len(fields) < 2 || !counts(fields) {
			continue
		}
		if relevant[fields[0]] == nil {
			relevant[fields[0]] = map[string]int{}
		}
		relevant[fields[0]][fields[1]] = 1
	}
	var queries []Query
	for _, r := range records {
		if len(relevant[r.id]) > 0 {
			queries = append(queries, Query{ID: r.id, Text: Plain(r.sections["W"]), Match: search.MatchAny, Relevant: relevant[r.id]})
		}
	}
	return queries, nil
}

// Plain returns the words of a question without what would mean something in
// the query language. One that is too long for a query loses the repetitions of
// words.
func Plain(question string) string {
	var words, different []string
	seen := map[string]bool{}
	for token := range analysis.Tokens(question) {
		words = append(words, token.Term)
		if !seen[token.Term] {
			seen[token.Term] = true
			different = append(different, token.Term)
		}
	}
	if len(words) > search.MaxQueryClauses {
		words = different
	}
	return strings.Join(words, " ")
}
