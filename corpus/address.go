package corpus

import "net/url"

// WebAddress returns an address where it is one of the web, which a link may lead
// to; "" for any other text, such as a script, a path or nothing.
func WebAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	return u.String()
}
