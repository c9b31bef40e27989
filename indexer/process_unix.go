//go:build unix

package indexer

import (
	"os"
	"os/exec"
	"syscall"
)

// ownGroup puts a process and what it starts into a group of their own, so that
// they are killed together, and not by the Ctrl-C that is meant for the parent.
func ownGroup(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// killGroup kills the group. An error means that it is gone already.
func killGroup(c *exec.Cmd) { syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }

// leave ends this process and, where it has a group of its own, all that it
// started.
func leave() {
	if syscall.Getpgrp() == os.Getpid() {
		syscall.Kill(0, syscall.SIGKILL)
	}
	os.Exit(1)
}
