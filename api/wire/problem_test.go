package wire

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/search"
)

// Every error of an engine is the same error again at the other end.
func TestErrorsComeThrough(t *testing.T) {
	for _, err := range []error{
		&search.SyntaxError{Column: 7, Length: 1, Message: "this bracket is never closed", Suggestion: "write a closing )"},
		&search.SyntaxError{Column: 1, Message: "empty"},
		&search.InvalidError{Parameter: "org", Message: "no document has it", Nearest: "NATO"},
		&search.UnknownIDError{ID: "harbour", Nearest: "harbour-treaty"},
		search.ErrNotFound, search.ErrTimeout, search.ErrUnavailable,
	} {
		body, marshalError := json.Marshal(ProblemOf(fmt.Errorf("somewhere inside: %w", err)))
		if marshalError != nil {
			t.Fatal(marshalError)
		}
		if strings.Contains(string(body), "somewhere inside") {
			t.Errorf("internal text is shown: %s", body)
		}
		var problem Problem
		if err := json.Unmarshal(body, &problem); err != nil {
			t.Fatal(err)
		}
		got := problem.Err()
		if diff := cmp.Diff(fmt.Sprintf("%T %+v", err, err), fmt.Sprintf("%T %+v", got, got)); diff != "" {
			t.Error(diff)
		}
		if errors.Is(err, search.ErrNotFound) && !errors.Is(got, search.ErrNotFound) {
			t.Errorf("%v is not ErrNotFound any more", got)
		}
	}
}

func TestStatuses(t *testing.T) {
	for status, errs := range map[int][]error{
		400: {&search.SyntaxError{}, &search.InvalidError{}},
		404: {search.ErrNotFound, &search.UnknownIDError{ID: "x"}},
		413: {&http.MaxBytesError{Limit: 1}},
		499: {context.Canceled},
		500: {errors.New("disk on fire")},
		503: {search.ErrUnavailable},
		504: {search.ErrTimeout, context.DeadlineExceeded, fmt.Errorf("%w: %w", search.ErrTimeout, context.DeadlineExceeded)},
	} {
		for _, err := range errs {
			if got := ProblemOf(err).Status; got != status {
				t.Errorf("%v: status %d, want %d", err, got, status)
			}
		}
	}
}

func TestUnknownErrorsStayInside(t *testing.T) {
	p := ProblemOf(errors.New("open /home/someone/secret: denied"))
	if text := fmt.Sprintf("%+v %v", *p, p); strings.Contains(text, "secret") {
		t.Error(text)
	}
}

func TestProblemWithoutErrorIsItsOwn(t *testing.T) {
	p := NewProblem(KindReadOnly, "No.")
	if p.Err() != error(p) || ProblemOf(fmt.Errorf("x: %w", p)) != p {
		t.Error("a problem is not itself")
	}
	p.RequestID = "1f"
	if got := p.Error(); got != "This address can only be read: No. (request 1f)" {
		t.Error(got)
	}
}

func TestEachKindHasOneTitleAndType(t *testing.T) {
	titles, types := make(map[string]Kind), make(map[string]Kind)
	for _, k := range Kinds() {
		p := NewProblem(k, "detail")
		if p.Kind() != k || p.Title == "" || p.Status < 400 || titles[p.Title] != "" || types[p.Type] != "" {
			t.Errorf("%s: %+v", k, p)
		}
		titles[p.Title], types[p.Type] = k, k
	}
	if got := NewProblem("nothing", ""); got.Kind() != KindInternal {
		t.Errorf("%+v", got)
	}
}

func TestABusyServerIsUnavailable(t *testing.T) {
	err := NewProblem(KindBusy, "32 searches are under way.").Err()
	if !errors.Is(err, search.ErrUnavailable) || !strings.Contains(err.Error(), "32 searches") {
		t.Error(err)
	}
}
