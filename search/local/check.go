package local

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bbolterrors "go.etcd.io/bbolt/errors"
)

// checkIndex says whether the files of an index can be trusted. It must be
// asked before scorch is: scorch opens a truncated segment without an error,
// and deletes every segment when its root.bolt is missing or empty.
//
// An empty or missing folder is an index yet to be made. Else root.bolt must be
// readable from end to end, every segment it names must be there, and every
// segment must agree with its checksum; else the error is errIndexDamaged.
func checkIndex(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("checking the index: %w", err)
	}
	segments, err := readRoot(filepath.Join(dir, "root.bolt"))
	if err != nil {
		return fmt.Errorf("checking root.bolt of the index: %w", damage(err))
	}
	for _, name := range segments {
		if err := checkSegment(filepath.Join(dir, filepath.Base(name))); err != nil {
			return fmt.Errorf("checking segment %s of the index: %w", name, damage(err))
		}
	}
	return nil
}

// damage makes an error in reading an index into errIndexDamaged, unless it is
// the machine that refuses: then the index may well be whole.
func damage(err error) error {
	for _, refusal := range []error{fs.ErrPermission, syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM, syscall.ENOSPC, bbolterrors.ErrTimeout} {
		if errors.Is(err, refusal) {
			return err
		}
	}
	return fmt.Errorf("%w: %w", errIndexDamaged, err)
}

// readRoot reads all of root.bolt, its list of free pages too, and returns the
// segments that its newest snapshot names.
func readRoot(path string) (segments []string, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			segments, err = nil, fmt.Errorf("reading it: %v", p)
		}
	}()
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return nil, errors.Join(err, errors.New("it is missing or empty"))
	}
	db, err := bbolt.Open(path, 0, &bbolt.Options{ReadOnly: true, PreLoadFreelist: true, Timeout: 5 * time.Second})
	if err != nil {
		return nil, err
	}
	defer db.Close()
	err = db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, bucket *bbolt.Bucket) error {
			found, err := readBucket(bucket)
			segments = append(segments, found...)
			return err
		})
	})
	return segments, err
}

// readBucket visits every key below the bucket, so that a page that cannot be
// read shows, and returns the segment names among the values.
func readBucket(bucket *bbolt.Bucket) (segments []string, err error) {
	err = bucket.ForEach(func(key, value []byte) error {
		if value == nil {
			below, err := readBucket(bucket.Bucket(key))
			segments = append(segments, below...)
			return err
		}
		if strings.HasSuffix(string(value), segmentExtension) {
			segments = append(segments, string(value))
		}
		return nil
	})
	return segments, err
}

const segmentExtension = ".zap"

// checkSegment compares a segment with the CRC-32 in its last four bytes.
func checkSegment(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if info.Size() < crc32.Size {
		return fmt.Errorf("it has %d bytes", info.Size())
	}
	sum := crc32.NewIEEE()
	if _, err := io.Copy(sum, io.LimitReader(file, info.Size()-crc32.Size)); err != nil {
		return err
	}
	var stored [crc32.Size]byte
	if _, err := io.ReadFull(file, stored[:]); err != nil {
		return err
	}
	if binary.BigEndian.Uint32(stored[:]) != sum.Sum32() {
		return errors.New("it does not agree with its checksum")
	}
	return nil
}
