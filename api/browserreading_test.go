package api_test

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestBrowserReadsOnThroughTheResult goes from the last match of a document to the
// next document and back, by links and by keys.
func TestBrowserReadsOnThroughTheResult(t *testing.T) {
	for name, scriptless := range map[string]bool{"with JavaScript": false, "without JavaScript": true} {
		t.Run(name, func(t *testing.T) {
			b := newTab(t, tabOptions{look: looks()["wide"], scriptless: scriptless})
			b.open("/?q=armed+attack&type=treaty")
			b.leave(click(".hits h2 a"))
			b.expect(heading, "Harbour Treaty")
			b.leave(click("#p4 .step a:last-child"))
			b.expect(heading+" + location.hash", "معاهدة الدفاع عن الساحل#first-match")
			b.expect(`document.querySelector(".place p").textContent`, "Document 2 of 2")
			b.leave(click("#p0 .step a"))
			b.expect(heading+" + location.hash", "Harbour Treaty#last-match")
			if scriptless {
				return
			}
			b.expect(stepped, "p4 true")
			b.leave(chromedp.KeyEvent("n"))
			b.expect(heading, "معاهدة الدفاع عن الساحل")
			b.expect(stepped, "p0 true")
			b.leave(chromedp.KeyEvent("p"))
			b.expect(stepped, "p4 true")
			b.leave(chromedp.KeyEvent("]"))
			b.expect(stepped, "p0 true")
			b.leave(chromedp.KeyEvent("["))
			b.expect(heading, "Harbour Treaty")
			b.expect(stepped, "p2 true")
			b.do(chromedp.KeyEvent("p"))
			b.expect(stepped, "p4 true") // there is no document before: from the first match to the last
		})
	}
}

// TestBrowserPrintsCitationsAndAddresses looks at the page as it is printed.
func TestBrowserPrintsCitationsAndAddresses(t *testing.T) {
	b := newTab(t, tabOptions{look: look{width: 800, height: 900}})
	b.open("/documents/harbour-treaty-1949?q=armed")
	shown := func(selector string) string {
		return `String(document.querySelector("` + selector + `").checkVisibility())`
	}
	b.expect(shown(".address"), "false")
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	b.expect(`document.querySelector(".address").textContent`, b.address+"/documents/harbour-treaty-1949")
	for selector, want := range map[string]string{
		".address": "true", "#p3 cite": "true", "#p3 a[rel=bookmark]": "true", "#p3 .step": "false", "#p3 .cite button": "false", ".place": "false", "#q": "false",
	} {
		b.expect(shown(selector), want)
	}
	b.expect(`getComputedStyle(document.querySelector("#p3 a[rel=bookmark]"), "::after").content`, `": /documents/harbour-treaty-1949#p3"`)
}
