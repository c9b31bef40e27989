package wire

import (
	"cmp"
	"net/url"
	"strconv"
	"time"

	"entente/search"
)

// Names of the parameters of a list of files, beside Page and PerPage.
const (
	State  = "state"
	Reason = "reason"
	Format = "format"
	Under  = "under"
	Unread = "unread"
)

// Limits of a list of files.
const (
	DefaultFilesPerPage = 100
	MaxFilesPerPage     = 1000
)

// File is what became of a file that the indexer saw.
type File struct {
	Path       string `json:"path"` // absolute; in another encoding than UTF-8, with U+FFFD
	Collection string `json:"collection"`
	State      string `json:"state"`
	// Reason, Detail and Advice say why a file failed and what can be done.
	Reason string `json:"reason,omitempty"`
	Detail string `json:"detail,omitempty"`
	Advice string `json:"advice,omitempty"`
	// Format and MediaType say what its first bytes are; empty when there is no
	// reader for it.
	Format    string   `json:"format,omitempty"`
	MediaType string   `json:"media_type,omitempty"`
	Size      int64    `json:"size"`             // bytes
	Documents int      `json:"documents"`        // in the collection
	TextBytes int64    `json:"text_bytes"`       // UTF-8 bytes of their text
	Unread    []string `json:"unread,omitempty"` // parts and declarations that could not be used
	// Engines lists what read it or tried to: "own" for the readers of this
	// program, else the name of another. Seconds is the time that took.
	Engines []string `json:"engines,omitempty"`
	Seconds float64  `json:"seconds"`
	// Pages counts the pages of a format that has pages: all, and those with
	// something on them of which no word was read, or not all. Quality is the mean
	// over all of what part of the text of each was read, in per cent, and
	// PageQuality says it of each. They are of the last reading, as Engines is.
	Pages       int       `json:"pages,omitempty"`
	UnreadPages int       `json:"unread_pages,omitempty"`
	PartlyPages int       `json:"partly_read_pages,omitempty"`
	Quality     *int      `json:"quality,omitempty"` // nil without pages
	PageQuality []PageRun `json:"page_quality,omitempty"`
	CopyOf      string    `json:"copy_of,omitempty"` // path of the file with the same bytes whose documents these are
	Hash        string    `json:"hash,omitempty"`    // SHA-256; empty when its bytes were not read
	Modified    time.Time `json:"modified,omitzero"` // by its file system
	Read        time.Time `json:"read"`              // when it was read or tried last
	Indexed     time.Time `json:"indexed,omitzero"`  // when the documents were put
}

// PageRun is a run of pages that were read alike.
type PageRun struct {
	Entry   string `json:"entry,omitempty"` // in a file that holds files: which of these
	First   int    `json:"first"`           // physical page, counted from 1
	Last    int    `json:"last"`
	Engine  string `json:"engine"`
	Quality int    `json:"quality"` // per cent, of each
	Unread  bool   `json:"unread,omitempty"`
	Problem string `json:"problem,omitempty"` // what of each could not be read
}

// FilesRequest chooses files. The zero value asks for the first page of all.
type FilesRequest struct {
	State, Reason, Format string // empty for any
	Under                 string // absolute path of a folder; empty for anywhere
	Unread                bool   // only files of which something could not be used
	Page                  int    // counted from 1; 0 means 1
	PerPage               int    // 0 means DefaultFilesPerPage
}

// FileCount is a value that files have, and how many there would be with it
// beside the other conditions of the request.
type FileCount struct {
	Value    string `json:"value"`
	Count    int    `json:"count"`
	Selected bool   `json:"selected"`
}

// FileList is a page of the files that a FilesRequest chooses, in the order of
// their paths, as of one moment.
type FileList struct {
	Total   int         `json:"total"` // files chosen, exactly
	Files   []File      `json:"files"`
	States  []FileCount `json:"states"`
	Reasons []FileCount `json:"reasons"` // of those that failed
	Formats []FileCount `json:"formats"` // of those with a reader
	Page    int         `json:"page"`
	PerPage int         `json:"per_page"`
}

// FileParameters returns the names of the parameters of a list of files, in the
// order shown.
func FileParameters() []string {
	return []string{State, Reason, Format, Under, Unread, Page, PerPage}
}

// ParseFiles reads the parameters of a list of files and fills in the defaults.
// Which states, reasons and formats there are is left to whoever keeps the
// list. The error is a *search.InvalidError.
func ParseFiles(values url.Values) (FilesRequest, error) {
	var r FilesRequest
	if err := CheckNames(values, FileParameters()); err != nil {
		return r, err
	}
	for name, value := range map[string]*string{State: &r.State, Reason: &r.Reason, Format: &r.Format, Under: &r.Under} {
		if *value = values.Get(name); values.Has(name) && *value == "" {
			return r, empty(name)
		}
	}
	var err error
	if r.Unread, err = parseSwitch(values, Unread, false); err != nil {
		return r, err
	}
	if r.Page, err = parsePositive(values, Page); err != nil {
		return r, err
	}
	if r.PerPage, err = parsePositive(values, PerPage); err != nil {
		return r, err
	}
	r.Page, r.PerPage = max(r.Page, 1), cmp.Or(r.PerPage, DefaultFilesPerPage)
	if r.PerPage > MaxFilesPerPage {
		return r, &search.InvalidError{Parameter: PerPage, Message: "must be between 1 and " + strconv.Itoa(MaxFilesPerPage)}
	}
	return r, nil
}

// FilesValues writes what ParseFiles reads, leaving out what is not set or as
// it is by default.
func FilesValues(r FilesRequest) url.Values {
	values := make(url.Values)
	for name, value := range map[string]string{State: r.State, Reason: r.Reason, Format: r.Format, Under: r.Under} {
		if value != "" {
			values.Set(name, value)
		}
	}
	if r.Unread {
		values.Set(Unread, "true")
	}
	if r.Page > 1 {
		values.Set(Page, strconv.Itoa(r.Page))
	}
	if r.PerPage != 0 && r.PerPage != DefaultFilesPerPage {
		values.Set(PerPage, strconv.Itoa(r.PerPage))
	}
	return values
}
