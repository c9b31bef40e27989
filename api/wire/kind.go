package wire

import (
	"net/http"
	"strings"
)

// Kind names a kind of problem. Each has one status and one title.
type Kind string

// The kinds of problem.
const (
	KindQuery        Kind = "query"
	KindParameter    Kind = "parameter"
	KindReadOnly     Kind = "read-only"
	KindNotFound     Kind = "not-found"
	KindPassage      Kind = "passage"
	KindNoFile       Kind = "no-file"
	KindFileGone     Kind = "file-gone"
	KindRoute        Kind = "route"
	KindMethod       Kind = "method"
	KindTooLarge     Kind = "too-large"
	KindHost         Kind = "host"
	KindClosed       Kind = "closed"
	KindInternal     Kind = "internal"
	KindUnavailable  Kind = "unavailable"
	KindBusy         Kind = "busy"
	KindTimeout      Kind = "timeout"
	KindStoreTimeout Kind = "store-timeout"
)

// StatusClosed is the status logged when the client went away before the answer.
const StatusClosed = 499

// typePrefix stands before the kind in Problem.Type.
const typePrefix = "urn:entente:problem:"

type kindRow struct {
	kind   Kind
	status int
	title  string
}

// kindRows is the one table of kinds, statuses and titles.
func kindRows() []kindRow {
	return []kindRow{
		{KindQuery, http.StatusBadRequest, "The query cannot be honoured"},
		{KindParameter, http.StatusBadRequest, "A parameter cannot be honoured"},
		{KindReadOnly, http.StatusForbidden, "This address can only be read"},
		{KindNotFound, http.StatusNotFound, "No such document"},
		{KindPassage, http.StatusNotFound, "No such passage"},
		{KindNoFile, http.StatusNotFound, "No original file"},
		{KindFileGone, http.StatusGone, "The original file is gone"},
		{KindRoute, http.StatusNotFound, "No such address"},
		{KindMethod, http.StatusMethodNotAllowed, "No such method here"},
		{KindTooLarge, http.StatusRequestEntityTooLarge, "The request is too large"},
		{KindHost, http.StatusMisdirectedRequest, "The server does not answer under that name"},
		{KindClosed, StatusClosed, "The request was given up"},
		{KindInternal, http.StatusInternalServerError, "The server failed"},
		{KindUnavailable, http.StatusServiceUnavailable, "The collection cannot be searched now"},
		{KindBusy, http.StatusServiceUnavailable, "Too many searches at once"},
		{KindTimeout, http.StatusGatewayTimeout, "The search took too long"},
		{KindStoreTimeout, http.StatusGatewayTimeout, "Storing took too long"},
	}
}

// Kinds lists the kinds of problem.
func Kinds() []Kind {
	var kinds []Kind
	for _, r := range kindRows() {
		kinds = append(kinds, r.kind)
	}
	return kinds
}

// Type returns the kind as Problem.Type has it.
func (k Kind) Type() string { return typePrefix + string(k) }

// NewProblem returns a problem of a kind with the status and title of the kind.
func NewProblem(kind Kind, detail string) *Problem {
	for _, r := range kindRows() {
		if r.kind == kind {
			return &Problem{Type: kind.Type(), Title: r.title, Status: r.status, Detail: detail}
		}
	}
	return NewProblem(KindInternal, detail)
}

// Kind returns the kind that Type names, also one that this program does not know.
func (p *Problem) Kind() Kind { return Kind(strings.TrimPrefix(p.Type, typePrefix)) }
