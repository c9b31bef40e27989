package api_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"entente/corpus"
)

// beside is whether the sides of the first pair stand side by side.
const beside = `(([a, b]) => a.getBoundingClientRect().top === b.getBoundingClientRect().top ? "side by side" : "one under the other")([...document.querySelector(".pair").querySelectorAll(".side")])`

// marks are the marked words of a comparison, with how they are underlined.
const marks = `[...document.querySelectorAll(".pair del, .pair ins")].map(e => e.textContent + " " + getComputedStyle(e).textDecorationStyle).join("|")`

// TestBrowserComparesDocuments goes from a document to one like it, shows what
// differs, swaps the two and follows a passage; then it goes from a result to its
// clauses. On a desk and on a phone, with and without scripts.
func TestBrowserComparesDocuments(t *testing.T) {
	for name, options := range map[string]tabOptions{
		"desk": {look: looks()["wide"]}, "phone in the dark without JavaScript": {look: looks()["phone-dark"], scriptless: true},
	} {
		t.Run(name, func(t *testing.T) {
			engine := newTestEngine(t)
			if err := engine.Put(t.Context(), []*corpus.Document{draft()}); err != nil {
				t.Fatal(err)
			}
			b := newTabOn(t, newTestServer(t, engine), options)
			b.compare(options.width)
			b.clauses()
		})
	}
}

func (b *tab) compare(width int64) {
	b.t.Helper()
	b.open("/documents/harbour-draft-1947")
	b.leave(click(`.cite a[href^="/compare"]`))
	b.do(chromedp.Focus(chromedp.CSS("#words")))
	b.leave(chromedp.KeyEvent("deems necessary" + kb.Enter))
	b.leave(click(`.offered a[href="/compare?a=harbour-draft-1947&b=harbour-treaty-1949"]`))
	b.expect(marks, "means dashed|settlement solid|threat or solid|fit dashed|necessary solid")
	b.expect(beside, map[bool]string{true: "side by side", false: "one under the other"}[width > 1000])
	if got := evaluate[int](b, overflow); got > 0 {
		b.t.Errorf("the comparison is %d pixels too wide", got)
	}
	b.expect(`String(document.querySelectorAll(".pair").length)`, "8")
	b.leave(click(`.comparing a[href$="show=different"]`))
	b.expect(`String(document.querySelectorAll(".pair").length)`, "7")
	b.leave(click(`.comparing li:nth-child(3) a`))
	b.expect(address, "/compare?a=harbour-treaty-1949&b=harbour-draft-1947&show=different")
	b.expect(`document.querySelector(".heads h2").textContent`, "Harbour Treaty")
	b.leave(click(`.side a[href="/documents/harbour-treaty-1949#p3"]`))
	b.expect(`location.pathname + location.hash`, "/documents/harbour-treaty-1949#p3")
}

func (b *tab) clauses() {
	b.t.Helper()
	b.open("/?q=%22armed+attack%22&type=treaty")
	b.leave(click(`a[href^="/clauses"]`))
	b.expect(heading, "Clauses side by side")
	b.expect(`String([...document.querySelectorAll(".clauses td")].some(e => e.textContent.includes("Measures taken are reported to the Security Council.")))`, "true")
	if got := evaluate[int](b, overflow); got > 0 {
		b.t.Errorf("the clauses are %d pixels too wide", got)
	}
	b.leave(click(".back a"))
	b.expect(heading, "3 documents of 33 searched")
}
