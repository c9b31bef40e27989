package ui

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLean(t *testing.T) {
	for _, c := range []struct{ extension, body, want string }{
		{".js", "// Why.\n\"use strict\";\n\nif (a) {\n  b(\"// c\"); // d\n}\n", "\"use strict\";\nif (a) {\nb(\"// c\"); // d\n}\n"},
		{".css", "/* Why. */\n.a > b:first-child, p { margin: 0 auto; content: \"; \"; }\n@media (min-width: 1rem) {\n  .a :hover { top: 0; }\n}\n",
			`.a > b:first-child,p{margin:0 auto;content:"; ";}@media (min-width:1rem){.a :hover{top:0;}}`},
	} {
		if diff := cmp.Diff(c.want, string(lean(c.extension, []byte(c.body)))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.extension, diff)
		}
	}
}
