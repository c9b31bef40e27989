package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// sampleInterval is how often the memory of processes is looked at.
const sampleInterval = 20 * time.Millisecond

// peakMemory returns the most bytes that a process and those it started held
// together at a time, what they share counted once, until done is closed. Only
// Linux tells it; elsewhere it is 0.
func peakMemory(process int, done <-chan struct{}) (peak int64) {
	ticker := time.NewTicker(sampleInterval)
	defer ticker.Stop()
	for {
		select {
		case <-done:
			return peak
		case <-ticker.C:
			peak = max(peak, treeMemory(process))
		}
	}
}

// treeMemory is what a process and all below it hold now, in bytes. One that is
// gone holds nothing.
func treeMemory(process int) int64 {
	folder := fmt.Sprintf("/proc/%d", process)
	rollup, err := os.ReadFile(filepath.Join(folder, "smaps_rollup"))
	if err != nil {
		return 0
	}
	sum := proportionalSize(string(rollup))
	lists, err := filepath.Glob(filepath.Join(folder, "task", "*", "children"))
	if err != nil {
		return sum
	}
	for _, list := range lists {
		children, err := os.ReadFile(list)
		if err != nil {
			continue
		}
		for child := range strings.FieldsSeq(string(children)) {
			if number, err := strconv.Atoi(child); err == nil {
				sum += treeMemory(number)
			}
		}
	}
	return sum
}

// proportionalSize reads the line "Pss:  123 kB".
func proportionalSize(rollup string) int64 {
	for line := range strings.Lines(rollup) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "Pss:" {
			if kilobytes, err := strconv.ParseInt(fields[1], 10, 64); err == nil {
				return kilobytes << 10
			}
		}
	}
	return 0
}
