package api_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// faintest is the least contrast (WCAG 2.2, 1.4.3) of the texts in the list of
// files with the ground of the page, as "enough" or a number.
const faintest = `(() => {
	const light = color => {
		const [r, g, b] = color.match(/[\d.]+/g).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
		return .2126 * r + .7152 * g + .0722 * b;
	};
	const ground = light(getComputedStyle(document.documentElement).backgroundColor);
	const contrasts = [...document.querySelectorAll("h1, .files p, .files span, .files summary, .files li, aside a, aside span, aside label")].map(e => {
		const text = light(getComputedStyle(e).color);
		return (Math.max(ground, text) + .05) / (Math.min(ground, text) + .05);
	});
	return Math.min(...contrasts) >= 4.5 ? "enough" : String(Math.min(...contrasts));
})()`

// ground is whether the page is light or dark.
const ground = `getComputedStyle(document.documentElement).backgroundColor.match(/\d+/)[0] > 127 ? "light" : "dark"`

// TestBrowserListsFiles narrows the list of files, by mouse and by keyboard, on
// a phone in the dark and on a desk in the light, with and without scripts.
func TestBrowserListsFiles(t *testing.T) {
	for name, options := range map[string]tabOptions{
		"desk": {look: looks()["wide"]}, "desk without JavaScript": {look: looks()["wide"], scriptless: true},
		"phone in the dark": {look: looks()["phone-dark"]}, "phone without JavaScript": {look: looks()["phone"], scriptless: true},
	} {
		t.Run(name, func(t *testing.T) {
			b := newTab(t, options)
			b.open("/files")
			b.expect(heading, "250 files")
			b.expect(faintest, "enough")
			b.expect(ground, map[bool]string{true: "dark", false: "light"}[options.dark])
			if options.width < 1000 {
				b.do(click(".filters summary"))
			}
			b.leave(click(`aside a[href="/files?state=failed"]`))
			b.expect(heading, "250 files could not be read")
			b.expect(`document.querySelector("aside [aria-current]").textContent`, "failed")
			b.open("/files?state=failed&page=2")
			b.leave(click(`a[rel="next"]`))
			b.expect(address, "/files?page=3&state=failed")
		})
	}
}

// TestBrowserListsFilesByKeyboard never touches the mouse.
func TestBrowserListsFilesByKeyboard(t *testing.T) {
	b := newTab(t, tabOptions{look: looks()["wide"]})
	b.open("/files")
	b.tabTo("failed")
	b.expect(`getComputedStyle(document.activeElement).outlineStyle`, "solid")
	b.leave(chromedp.KeyEvent(kb.Enter))
	b.expect(address, "/files?state=failed")
	b.tabTo("under")
	b.do(chromedp.KeyEvent("/a b"))
	b.tabTo("unread")
	b.do(chromedp.KeyEvent(" "))
	b.tabTo("Apply")
	b.leave(chromedp.KeyEvent(kb.Enter))
	b.expect(address+`.replaceAll("+", " ")`, "/files?under=/a b&unread=true&state=failed")
	b.expect(heading, "250 files could not be read, something left out")
	b.open("/files")
	b.tabTo("Quality of the pages")
	b.do(chromedp.KeyEvent(kb.Enter))
	b.expect(`String(document.activeElement.parentElement.open)`, "true")
}
