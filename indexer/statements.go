package indexer

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
)

// preparer is a database or a transaction on it.
type preparer interface {
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

// statements prepares each statement once: where many files are written, making
// SQLite understand it takes longer than what it does. It may be used by several
// goroutines.
type statements struct {
	on   preparer
	mu   sync.Mutex
	made map[string]*sql.Stmt
}

func newStatements(on preparer) *statements {
	return &statements{on: on, made: map[string]*sql.Stmt{}}
}

func (s *statements) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if made := s.made[query]; made != nil {
		return made, nil
	}
	made, err := s.on.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	s.made[query] = made
	return made, nil
}

func (s *statements) exec(ctx context.Context, query string, arguments ...any) (sql.Result, error) {
	made, err := s.prepared(ctx, query)
	if err != nil {
		return nil, err
	}
	return made.ExecContext(ctx, arguments...)
}

// text returns what the first column of the first row has, "" when there is none.
func (s *statements) text(ctx context.Context, query string, arguments ...any) (string, error) {
	made, err := s.prepared(ctx, query)
	if err != nil {
		return "", fmt.Errorf("reading the ledger: %w", err)
	}
	var text string
	err = made.QueryRowContext(ctx, arguments...).Scan(&text)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("reading the ledger: %w", err)
	}
	return text, nil
}

func (s *statements) texts(ctx context.Context, query string, arguments ...any) ([]string, error) {
	made, err := s.prepared(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("reading the ledger: %w", err)
	}
	rows, err := made.QueryContext(ctx, arguments...)
	if err != nil {
		return nil, fmt.Errorf("reading the ledger: %w", err)
	}
	return textsOf(rows)
}

// textsOf reads rows of one column to their end.
func textsOf(rows *sql.Rows) ([]string, error) {
	defer rows.Close()
	var all []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, fmt.Errorf("reading the ledger: %w", err)
		}
		all = append(all, text)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("reading the ledger: %w", err)
	}
	return all, nil
}
