//go:build !unix

package indexer

import "os/exec"

func ownGroup(*exec.Cmd) {}

// killGroup kills the process. An error means that it is gone already.
func killGroup(c *exec.Cmd) { c.Process.Kill() }

// killOwnGroup does nothing: there are no groups here.
func killOwnGroup() {}
