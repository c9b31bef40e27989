package api_test

import (
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	offered  = `[...document.querySelectorAll("#suggestions [role=option] bdi")].map(e => e.textContent).join("|")`
	expanded = `document.querySelector("#q").getAttribute("aria-expanded") + " " + document.querySelector("#suggestions").hidden`
	// pointed is the suggestion that the box points to, and whether it is the one selected.
	pointed = `(id => id ? document.getElementById(id).dataset.query + " " + document.getElementById(id).getAttribute("aria-selected") : "none")(document.querySelector("#q").getAttribute("aria-activedescendant"))`
	typed   = `document.querySelector("#q").value`
)

// enter presses Enter as one event, with its letter, so that a page which
// handles the key keeps the letter from the form; chromedp.KeyEvent sends the
// letter apart, which no keyboard does.
func (b *tab) enter() {
	b.t.Helper()
	const enter = 13
	call(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "Enter", Text: "\r", WindowsVirtualKeyCode: enter})
	call(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyUp, Key: "Enter", WindowsVirtualKeyCode: enter})
}

// TestBrowserCompletesWhatIsTyped takes suggestions by keyboard and mouse.
func TestBrowserCompletesWhatIsTyped(t *testing.T) {
	const plain = "/documents/harbour-treaty-1949" // where the box has no focus of itself
	b := newTab(t, tabOptions{look: looks()["wide"]})
	suggested := chromedp.WaitVisible(chromedp.CSS("#suggestions [role=option]"))
	b.open(plain)
	b.expect(expanded, "false true")
	b.do(chromedp.Focus(chromedp.CSS("#q")), chromedp.KeyEvent("harb"), suggested)
	b.expect(offered, "harbour|Harbour Treaty|Harbour <b>Union</b>")
	b.expect(expanded, "true false")
	b.expect(pointed, "none")
	b.do(chromedp.KeyEvent(kb.ArrowDown + kb.ArrowDown))
	b.expect(pointed, `title:"Harbour Treaty" true`)
	b.expect(focused, "q")
	b.do(chromedp.KeyEvent(kb.ArrowUp))
	b.expect(pointed, "harbour true")
	b.enter()
	b.expect(typed, "harbour")
	b.expect(expanded, "false true")
	b.leave(chromedp.KeyEvent(kb.Enter))
	b.expect(heading, "4 documents of 32 searched")
	b.open(plain)
	b.do(chromedp.Focus(chromedp.CSS("#q")), chromedp.KeyEvent("harb"), suggested, chromedp.KeyEvent(kb.Escape))
	b.expect(expanded, "false true")
	b.expect(typed, "harb")
	b.do(chromedp.KeyEvent("o"), suggested, click("#suggestion-2"))
	b.expect(typed, "org:HU")
	b.expect(focused, "q")
}
