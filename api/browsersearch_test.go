package api_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// TestBrowserSearchesAsOneTypes types into a page of results.
func TestBrowserSearchesAsOneTypes(t *testing.T) {
	b := newTab(t, tabOptions{look: looks()["wide"]})
	b.open("/?q=armed+attack")
	b.do(chromedp.Focus(chromedp.CSS("#q")), chromedp.Evaluate[chromedp.Void](`document.activeElement.select()`), chromedp.KeyEvent("harbour treaty type:treaty"))
	b.await(address, "/?q=harbour+treaty+type:treaty&sort=relevance") // before that, perhaps, what was typed so far is searched
	b.expect(heading, "2 documents of 32 searched")
	b.expect(titles+`.split("|")[0]`, "Harbour Treaty")
	b.expect(focused, "q")
	b.expect(`document.querySelector("#said").textContent`, "2 documents of 32 searched")
	b.do(chromedp.KeyEvent(" (armed"))
	b.do(chromedp.Poll[chromedp.Void](`performance.getEntriesByType("resource").some(e => e.name.includes("28armed"))`))
	b.expect(titles+`.split("|")[0]`, "Harbour Treaty") // an unfinished query leaves what was there
}

// TestBrowserSearchesFromTheFirstPage types into the first page, goes back to it,
// and narrows what was found.
func TestBrowserSearchesFromTheFirstPage(t *testing.T) {
	b := newTab(t, tabOptions{look: looks()["wide"]})
	b.open("/")
	b.do(paste("armed (attack"), chromedp.Poll[chromedp.Void](`performance.getEntriesByType("resource").some(e => e.name.includes("28attack"))`))
	b.expect(`document.body.className`, "start") // an unfinished query leaves what was there
	b.do(chromedp.KeyEvent(")"))
	b.await(address, "/?q=armed+(attack)")
	b.expect(heading, "31 documents of 32 searched")
	b.expect(`document.body.className`, "")
	b.expect(focused, "q")
	b.expect(typed, "armed (attack)")
	b.expect(`String(document.querySelector(".foot a[hreflang]").search.includes("attack"))`, "true")
	b.leave(chromedp.Evaluate[chromedp.Void](`history.back()`))
	b.expect(`document.body.className + " " + location.pathname + location.search`, "start /")
	b.do(chromedp.Focus(chromedp.CSS("#q")), chromedp.KeyEvent("armed attack"))
	b.await(`new URLSearchParams(location.search).get("q")`, "armed attack")
	b.expect(heading, "31 documents of 32 searched")
	b.tick("type", "treaty", false)
	b.expect(heading, "2 documents of 32 searched")
	b.expect(checked, "type=treaty")
}

// paste writes a text at once. A page may take the beginning of one that is typed
// for the whole, as slowly as some machines type.
func paste(text string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, input.InsertText, input.InsertTextParams{Text: text})
		return chromedp.Void{}, err
	}
}

// TestBrowserChoosesYears clicks on a bar of the timeline, and draws over two.
func TestBrowserChoosesYears(t *testing.T) {
	for name, scriptless := range map[string]bool{"with JavaScript": false, "without JavaScript": true} {
		t.Run(name, func(t *testing.T) {
			b := newTab(t, tabOptions{look: looks()["wide"], scriptless: scriptless})
			b.open("/?q=armed+attack")
			bars := evaluate[[]string](b, `[...document.querySelectorAll(".timeline svg a")].map(a => `+years+`.get("from"))`)
			if len(bars) < 2 {
				t.Fatalf("the bars are %v", bars)
			}
			b.leave(b.clickBar(0))
			b.expect(`document.querySelector("#from").value`, bars[0])
			b.expect(`String(document.querySelectorAll(".timeline .chosen").length)`, "1")
			if got := evaluate[int](b, `document.querySelectorAll(".timeline svg a").length`); got != len(bars) {
				t.Errorf("%d bars are left of %d: no other years can be chosen", got, len(bars))
			}
			b.open("/?q=armed+attack")
			b.do(click(".years summary"))
			b.leave(click(".years a"))
			b.expect(`document.querySelector("#from").value`, bars[0])
			if scriptless {
				return
			}
			b.open("/?q=armed+attack")
			b.leave(b.draw(0, 1))
			b.expect(`document.querySelector("#from").value`, bars[0])
			b.expect(`document.querySelector("#to").value`, evaluate[string](b, `(a => `+years+`.get("to"))(document.querySelectorAll(".timeline svg a")[1])`))
		})
	}
}

// years holds the years that a bar a leads to.
const years = `new URL(a.href.baseVal, location.href).searchParams`

type point struct{ X, Y float64 }

// bar returns the middle of a bar of the timeline.
func (b *tab) bar(n int) point {
	b.t.Helper()
	at := evaluate[[]float64](b, fmt.Sprintf(`(r => [r.x + r.width / 2, r.y + r.height / 2])(document.querySelectorAll(".timeline .hold")[%d].getBoundingClientRect())`, n))
	return point{at[0], at[1]}
}

func (b *tab) clickBar(n int) chromedp.Action[chromedp.Void] {
	at := b.bar(n)
	return chromedp.MouseClickXY(at.X, at.Y)
}

// draw presses the mouse on one bar and lets it go on another.
func (b *tab) draw(from, until int) chromedp.Action[chromedp.Void] {
	start, end := b.bar(from), b.bar(until)
	mouse := func(kind input.DispatchMouseEventType, at point) input.DispatchMouseEventParams {
		return input.DispatchMouseEventParams{Type: kind, X: at.X, Y: at.Y, Button: input.MouseButtonLeft, Buttons: 1, ClickCount: 1}
	}
	call(b, input.DispatchMouseEvent, mouse(input.DispatchMouseEventTypeMousePressed, start))
	call(b, input.DispatchMouseEvent, mouse(input.DispatchMouseEventTypeMouseMoved, end))
	return func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, input.DispatchMouseEvent, mouse(input.DispatchMouseEventTypeMouseReleased, end))
		return chromedp.Void{}, err
	}
}
