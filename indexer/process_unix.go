//go:build unix

package indexer

import (
	"os/exec"
	"syscall"
)

// ownGroup puts a process and what it starts into a group of their own, so that
// they are killed together, and not by the Ctrl-C that is meant for the parent.
func ownGroup(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// killGroup kills the group. An error means that it is gone already.
func killGroup(c *exec.Cmd) { syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }

// killOwnGroup kills this process and what it started, where it has a group of
// its own; otherwise it does nothing, since the group is not its own to kill.
func killOwnGroup() {
	if syscall.Getpgrp() == syscall.Getpid() {
		syscall.Kill(0, syscall.SIGKILL)
	}
}
