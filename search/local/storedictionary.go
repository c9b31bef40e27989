package local

import (
	"context"
	"database/sql"
	"fmt"
	"hash/crc32"
)

// dictionarySchema has each dictionary of compression twice, with its checksum:
// all documents compressed with it depend on it.
const dictionarySchema = `
CREATE TABLE IF NOT EXISTS dictionary (
	id       INTEGER PRIMARY KEY,
	checksum INTEGER NOT NULL,
	content  BLOB NOT NULL,
	spare    BLOB NOT NULL
);
`

// firstDictionary is the number of the dictionary that is learned.
const firstDictionary = 1

// learn learns a dictionary from the samples. It is committed before any body is
// compressed with it. One that could not be committed for certain is learned again,
// from later documents.
func (s *store) learn(ctx context.Context) error {
	learned := s.compression.learn(firstDictionary)
	if learned == nil {
		return nil
	}
	content := learned.dictionaries[firstDictionary]
	err := s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO dictionary (id, checksum, content, spare) VALUES (?1, ?2, ?3, ?3)`,
			firstDictionary, crc32.ChecksumIEEE(content), content)
		return err
	})
	if err != nil {
		s.compression.sampled, s.compression.tried = 0, false
		return err
	}
	s.compression.coder.Store(learned)
	return nil
}

// mendDictionaries writes the whole copy of a dictionary over one that is damaged,
// and returns how many it mended.
func (s *store) mendDictionaries(ctx context.Context) (mended int64, err error) {
	for id, content := range s.compression.coder.Load().dictionaries {
		result, err := s.writer.ExecContext(ctx,
			`UPDATE dictionary SET content = ?2, spare = ?2 WHERE id = ?1 AND (content <> ?2 OR spare <> ?2)`, id, content)
		if err != nil {
			return mended, fmt.Errorf("mending compression dictionary %d: %w", id, err)
		}
		changed, err := result.RowsAffected()
		if err != nil {
			return mended, fmt.Errorf("mending compression dictionary %d: %w", id, err)
		}
		mended += changed
	}
	return mended, nil
}

// sampleStored samples the documents that the store has from before it was opened,
// so that a collection which grows over many openings gets a dictionary, too.
func (s *store) sampleStored(ctx context.Context) error {
	if !s.compression.begins() {
		return nil
	}
	rows, err := s.reader.QueryContext(ctx, `SELECT body FROM version WHERE body IS NOT NULL ORDER BY sequence LIMIT 1000`)
	if err != nil {
		return fmt.Errorf("sampling documents: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var body []byte
		if err := rows.Scan(&body); err != nil {
			return fmt.Errorf("sampling documents: %w", err)
		}
		text, err := s.compression.decompress(body)
		if err != nil {
			continue // a damaged document does not keep others from being put
		}
		if s.compression.sample([][]byte{text}) {
			break
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("sampling documents: %w", err)
	}
	return nil
}

// readDictionaries prepares compression with the dictionaries that the store has.
func (s *store) readDictionaries(ctx context.Context) error {
	rows, err := s.writer.QueryContext(ctx, `SELECT id, checksum, content, spare FROM dictionary`)
	if err != nil {
		return err
	}
	defer rows.Close()
	dictionaries := map[uint32][]byte{}
	for rows.Next() {
		var id, checksum uint32
		var content, spare []byte
		if err := rows.Scan(&id, &checksum, &content, &spare); err != nil {
			return err
		}
		if crc32.ChecksumIEEE(content) != checksum {
			content = spare
		}
		if crc32.ChecksumIEEE(content) != checksum {
			return fmt.Errorf("both copies of the compression dictionary %d are damaged, without which documents cannot be read", id)
		}
		dictionaries[id] = content
	}
	if err := rows.Err(); err != nil {
		return err
	}
	read, err := newCoder(dictionaries)
	if err != nil {
		return err
	}
	s.compression.coder.Store(read)
	return nil
}
