package api_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// axeVariable names the environment variable with the path of axe.min.js, of
// the package axe-core. It is not part of the project (its licence is MPL-2.0).
const axeVariable = "ENTENTE_AXE"

// Rules of axe-core: those of WCAG 2.2 AA and its own best practice, and those on colours.
const (
	axeRules  = `{type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}`
	axeColors = `{type: "rule", values: ["color-contrast", "link-in-text-block"]}`
)

// axeRun opens all that can be opened on the page and lists what axe-core finds:
// a line for each element.
const axeRun = `document.querySelectorAll("details").forEach(d => d.open = true);
axe.run(document, {runOnly: %s, resultTypes: ["violations"], preload: false}).then(found => found.violations.flatMap(v => v.nodes.map(n => v.id + ": " + n.target + " " + n.html.slice(0, 200) + " " + n.failureSummary)))`

// TestBrowserAccessibility holds that axe-core finds nothing on any page, light
// and dark, wide and on a phone, in every language of the pages. The dark pages
// differ from the light ones in their colours alone.
func TestBrowserAccessibility(t *testing.T) {
	findBrowser(t)
	axe := readAxe(t)
	for _, language := range []string{"en", "fr"} {
		t.Run(language, func(t *testing.T) {
			b := newTab(t, tabOptions{look: looks()["wide"], telling: true})
			b.open("/language/" + language)
			b.expect(`document.documentElement.lang`, language)
			for _, page := range everyPage() {
				b.open(page.path)
				b.do(chromedp.Evaluate[chromedp.Void](axe))
				for name, l := range looks() {
					b.look(l)
					rules := axeRules
					if l.dark {
						rules = axeColors
					}
					for _, violation := range b.violations(rules) {
						t.Errorf("%s (%s, %s): %s", page.name, page.path, name, violation)
					}
				}
			}
			t.Logf("%d pages looked at in %d ways each", len(everyPage()), len(looks()))
		})
	}
}

// violations returns what axe-core finds on the page against some rules.
func (b *tab) violations(rules string) []string {
	b.t.Helper()
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](fmt.Sprintf(axeRun, rules), chromedp.EvalAwaitPromise, chromedp.EvalAsValue))
	if err != nil {
		b.t.Fatalf("running axe-core: %v", err)
	}
	return found
}

// readAxe returns the script of axe-core.
func readAxe(t *testing.T) string {
	t.Helper()
	path := os.Getenv(axeVariable)
	if path == "" {
		t.Skipf("set %s to the file axe.min.js of the package axe-core to check the pages with it", axeVariable)
	}
	script, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("reading axe-core: %v", err)
	}
	if !strings.Contains(string(script[:min(len(script), 200)]), "axe") {
		t.Fatalf("%s is not axe-core", path)
	}
	return string(script) + ";void 0"
}
