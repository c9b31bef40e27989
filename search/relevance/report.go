package relevance

import (
	"fmt"
	"strings"
)

// Report writes measured queries as text in which a change of ranking shows as
// a changed line: the means, and for each query its figures and the first hits,
// each relevant one with its grade.
func Report(c *Collection, measured []Measured) string {
	var b strings.Builder
	mean := Mean(measured)
	fmt.Fprintf(&b, "%s: %d documents, %d queries\n\n", c.Name, len(c.Documents), len(measured))
	fmt.Fprintf(&b, "nDCG@10         %.3f\ngraded nDCG@10  %.3f\nMAP             %.3f\nrecall@100      %.3f\nMRR of the best %.3f\n",
		mean.NDCG10, mean.GradedNDCG10, mean.AveragePrecision, mean.Recall100, mean.ReciprocalRank)
	b.WriteString("\nnDCG@10 and average precision of each query, then its first hits, =grade behind the relevant ones.\n\n")
	for _, m := range measured {
		fmt.Fprintf(&b, "%s %.3f %.3f:", m.Query.ID, m.Figures.NDCG10, m.Figures.AveragePrecision)
		for _, id := range m.Ranking {
			b.WriteString(" " + id)
			if grade := m.Query.Relevant[id]; grade > 0 {
				fmt.Fprintf(&b, "=%d", grade)
			}
		}
		if m.Refused != nil {
			fmt.Fprintf(&b, " refused: %v", m.Refused)
		}
		b.WriteString("\n")
	}
	return b.String()
}
