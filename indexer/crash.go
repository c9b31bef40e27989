package indexer

// Crash is the cause of a failure of reason Crashed.
type Crash struct {
	Output string // what the process wrote, cut to what tells most
}

func (c *Crash) Error() string { return c.Output }
