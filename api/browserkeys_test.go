package api_test

import (
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// press presses a key that is a sign.
func (b *tab) press(sign string) {
	b.t.Helper()
	call(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: sign, Text: sign})
	call(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyUp, Key: sign})
}

// TestBrowserKeys goes from result to result, and to the list of keys and back.
func TestBrowserKeys(t *testing.T) {
	const results = "/?q=harbour+treaty+type:treaty"
	const listed = `String(document.querySelector("#keys").open)`
	b := newTab(t, tabOptions{look: looks()["wide"]})
	b.open(results)
	second := evaluate[string](b, titles+`.split("|")[1]`)
	b.press("j")
	b.expect(focused, "Harbour Treaty")
	b.press("j")
	b.expect(focused, second)
	b.press("j") // there is no third
	b.expect(focused, second)
	b.press("?")
	b.expect(listed, "true")
	b.expect(focused, "Keys")
	b.press("?")
	b.expect(listed, "false")
	b.expect(focused, second)
	b.press("k")
	b.expect(focused, "Harbour Treaty")
	b.do(click("#keys summary"), click("#keys-on"))
	for _, page := range []string{results, "/"} { // it is remembered
		b.open(page)
		if page == "/" { // where the box takes the focus, some time after the page is there
			b.do(chromedp.Poll[chromedp.Void](`document.activeElement.id === "q"`))
		}
		b.do(chromedp.Evaluate[chromedp.Void](`document.activeElement.blur()`))
		b.press("j")
		b.press("?")
		b.press("/")
		b.expect(`document.activeElement.localName + " "+`+listed, "body false")
	}
	b.do(click("#keys summary"), click("#keys-on"))
	b.press("/")
	b.expect(focused, "q")
	b.press("?") // writes
	b.expect(typed, "?")
	b.open(results)
	b.press("j")
	b.leave(chromedp.KeyEvent(kb.Enter))
	b.expect(heading, "Harbour Treaty")
}

// TestBrowserListsKeysWithoutScripts finds the list on a page without JavaScript.
func TestBrowserListsKeysWithoutScripts(t *testing.T) {
	b := newTab(t, tabOptions{look: looks()["wide"], scriptless: true})
	b.open("/")
	b.do(click("#keys summary"))
	b.expect(`String(document.querySelectorAll("#keys kbd").length > 5 && document.querySelector("#keys p").checkVisibility())`, "true")
	b.expect(`String(document.querySelector("#keys-on").checkVisibility())`, "false")
}
