package corpus

import "testing"

func TestWebAddress(t *testing.T) {
	for address, want := range map[string]string{
		"https://treaties.example/a?b=c#d": "https://treaties.example/a?b=c#d", "http://example": "http://example", "HTTPS://example/": "https://example/",
		"": "", "javascript:alert(1)": "", " javascript:alert(1)": "", "data:text/html,x": "", "//example/x": "", "/x": "", "ftp://example": "", "https:": "", "https:///x": "", "http://[": "", "mailto:a@example": "",
	} {
		if got := WebAddress(address); got != want {
			t.Errorf("%q: %q", address, got)
		}
	}
}
