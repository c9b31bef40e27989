package api_test

import (
	"context"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	browserpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"entente/api"
)

// pageTimeout bounds what is done on one page, from opening it until the next is
// opened. How many a test opens depends on the test, how fast on the machine.
const pageTimeout = 4 * time.Minute

// tab is a tab of a browser on a server of our own. It fails the test when the
// page complains or asks another host.
type tab struct {
	t       *testing.T
	browser context.Context
	ctx     context.Context // of what is done on this page
	cancel  context.CancelFunc
	address string
}

type tabOptions struct {
	look
	scriptless bool
	telling    bool   // the answers say all that an answer can say
	address    string // of the server; empty means one of the test's own
}

// look is how a page is looked at.
type look struct {
	width, height int64
	dark          bool
}

// looks lists the ways in which the pages are looked at.
func looks() map[string]look {
	return map[string]look{
		"wide": {width: 1280, height: 900}, "wide-dark": {width: 1280, height: 900, dark: true},
		"phone": {width: 390, height: 844}, "phone-dark": {width: 390, height: 844, dark: true},
	}
}

// newTab starts a server and a browser. It skips where there is none.
func newTab(t *testing.T, options tabOptions) *tab {
	t.Helper()
	browser := findBrowser(t)
	address := options.address
	if address == "" {
		address = startTestServer(t, options.telling)
	}
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(browser), chromedp.UserDataDir(t.TempDir()), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true))...)
	t.Cleanup(cancel)
	browserContext, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	if err := chromedp.Do(browserContext); err != nil {
		t.Fatalf("starting %s: %v", browser, err)
	}
	b := &tab{t: t, browser: browserContext, cancel: func() {}, address: address}
	b.startClock()
	t.Cleanup(func() { b.cancel() })
	b.watch()
	call(b, network.Enable, network.EnableParams{})
	call(b, log.Enable, cdp.Empty{})
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: options.scriptless})
	b.look(options.look)
	return b
}

// newTabOn starts a browser on a server of the test's.
func newTabOn(t *testing.T, server *api.Server, options tabOptions) *tab {
	t.Helper()
	options.address = startServer(t, server)
	return newTab(t, options)
}

// startTestServer starts a server on the documents of the tests, and returns its address.
func startTestServer(t *testing.T, tells bool) string {
	t.Helper()
	engine := newTestEngine(t)
	if tells {
		engine = telling{engine}
	}
	return startServer(t, newTestServer(t, engine))
}

// look sets how the pages are looked at from here on.
func (b *tab) look(l look) {
	b.t.Helper()
	scheme := "light"
	if l.dark {
		scheme = "dark"
	}
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	b.do(chromedp.EmulateViewport(l.width, l.height))
}

// call sends a command to the tab.
func call[P, R any](b *tab, command cdp.Command[P, R], parameters P) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, command, parameters); err != nil {
		b.t.Fatal(err)
	}
}

func findBrowser(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes long; run without -short")
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no Chromium found: install the package chromium to run the tests in a browser")
	return ""
}

// watch fails the test on what a page should never do.
func (b *tab) watch() {
	var mu sync.Mutex
	var complaints []string
	complain := func(s string) {
		mu.Lock()
		defer mu.Unlock()
		complaints = append(complaints, s)
	}
	err := chromedp.Listen(b.browser, func(event any) {
		switch e := event.(type) {
		case *runtime.EventConsoleAPICalled:
			complain("console: " + string(e.Type))
		case *runtime.EventExceptionThrown:
			complain("exception: " + e.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			if !expectedLog(e.Entry) {
				complain("log: " + e.Entry.Text + " " + e.Entry.URL)
			}
		case *network.EventRequestWillBeSent:
			if url := e.Request.URL; !strings.HasPrefix(url, b.address) && !strings.HasPrefix(url, "data:") && !strings.HasPrefix(url, "chrome:") &&
				!strings.HasPrefix(url, "chrome-extension:") { // the viewer of PDFs
				complain("request to another host: " + url)
			}
		}
	})
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		for _, c := range complaints {
			b.t.Error(c)
		}
	})
}

// expectedLog lets the line pass that a browser logs for a page answered with 400 or 404.
func expectedLog(entry *log.Entry) bool {
	return entry.Source == log.EntrySourceNetwork && (strings.Contains(entry.Text, "status of 400") || strings.Contains(entry.Text, "status of 404"))
}

func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// startClock gives what is done from here on its time.
func (b *tab) startClock() {
	b.cancel()
	b.ctx, b.cancel = context.WithTimeout(b.browser, pageTimeout)
}

func (b *tab) open(path string) {
	b.t.Helper()
	b.startClock()
	b.do(chromedp.Navigate(b.address + path))
}

// leave does something that leads to another page, and waits for it.
func (b *tab) leave(action chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.WaitEvent(browserpage.LoadEventFired, nil, action)); err != nil {
		b.t.Fatalf("waiting for the next page: %v", err)
	}
}

// click clicks on the first element that matches.
func click(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.Click(chromedp.CSS(selector))
}

// evaluate evaluates an expression in the page.
func evaluate[T any](b *tab, expression string) T {
	b.t.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

func (b *tab) expect(expression, want string) {
	b.t.Helper()
	if got := evaluate[string](b, expression); got != want {
		b.t.Errorf("%s is %q, want %q", expression, got, want)
	}
}

// await waits until an expression has a value.
func (b *tab) await(expression, want string) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.Poll[chromedp.Void](expression+" === "+strconv.Quote(want))); err != nil {
		b.t.Fatalf("%s is %q, want %q: %v", expression, evaluate[string](b, expression), want, err)
	}
}

const (
	heading  = `document.querySelector("h1").textContent`
	address  = `decodeURIComponent(location.pathname + location.search)`
	titles   = `[...document.querySelectorAll(".hits h2")].map(e => e.textContent).join("|")`
	checked  = `[...document.querySelectorAll("input[name]:checked")].map(e => e.name + "=" + e.value).sort().join(" ")`
	focused  = `document.activeElement.id || document.activeElement.name || document.activeElement.textContent.trim()`
	overflow = `document.documentElement.scrollWidth - document.documentElement.clientWidth`
	// stepped is the matched word that n and p have stepped to, and whether it is in sight.
	stepped = `(e => e ? e.closest("section").id + " " + (e.getBoundingClientRect().top >= 0 && e.getBoundingClientRect().bottom <= innerHeight) : "none")(document.querySelector("mark.now"))`
)

func TestBrowserFindsNarrowsAndReads(t *testing.T) {
	for name, scriptless := range map[string]bool{"with JavaScript": false, "without JavaScript": true} {
		t.Run(name, func(t *testing.T) {
			b := newTab(t, tabOptions{look: looks()["wide"], scriptless: scriptless})
			b.searchAndNarrow(scriptless)
			b.sortAndPage(scriptless)
			b.read(scriptless)
		})
	}
}

// searchAndNarrow searches, ticks two values of a facet and unticks one.
func (b *tab) searchAndNarrow(scriptless bool) {
	b.open("/")
	b.leave(chromedp.SendKeys(chromedp.CSS("#q"), "armed attack"+kb.Enter))
	b.expect(heading, "31 documents of 32 searched")
	b.tick("type", "treaty", scriptless)
	b.expect(heading, "2 documents of 32 searched")
	b.tick("type", "report", scriptless)
	b.expect(heading, "3 documents of 32 searched")
	b.expect(checked, "type=report type=treaty")
	b.tick("type", "treaty", scriptless)
	b.expect(heading, "1 document of 32 searched")
	b.expect(titles, "Report on sharing the burden of harbour defence")
	b.leave(click(".chips a"))
	if !scriptless {
		b.expect(focused+`.slice(0, 7)`, "content") // the chip is gone
	}
	b.expect(heading, "31 documents of 32 searched")
	b.expect(address+`.replaceAll("+", " ").replace(/[&?](from|to|sort)=[a-z]*(?=&|$)/g, "")`, "/?q=armed attack")
}

// tick clicks on the box of a facet value, and applies it where no script does.
func (b *tab) tick(field, value string, scriptless bool) {
	b.t.Helper()
	box := click(`input[name="` + field + `"][value="` + value + `"]`)
	if !scriptless {
		b.leave(box)
		b.expect(`document.activeElement.name + "=" + document.activeElement.value`, field+"="+value)
		return
	}
	b.do(box)
	b.leave(click(".apply button"))
}

func (b *tab) sortAndPage(scriptless bool) {
	b.t.Helper()
	b.open("/?q=exercises")
	b.do(chromedp.Focus(chromedp.CSS("#sort")))
	older := chromedp.KeyEvent(kb.ArrowDown)
	if scriptless {
		b.do(older)
		b.leave(click(".sort button"))
	} else {
		b.leave(older)
	}
	b.expect(`document.querySelector("#sort").value`, "date")
	b.expect(titles+`.split("|")[0]`, "Paper 2 on joint exercises")
	b.leave(click(`a[rel="next"]`))
	b.expect(`document.querySelector(".hits").start + " " + document.querySelectorAll(".hits > li").length`, "21 7")
	b.leave(click(`a[rel="prev"]`))
	b.expect(`document.querySelector(".hits").start + " " + document.querySelectorAll(".hits > li").length`, "1 20")
}

// read opens a document, steps through its matches and goes back.
func (b *tab) read(scriptless bool) {
	b.t.Helper()
	b.open("/?q=armed+attack&type=law")
	results := evaluate[string](b, address)
	b.leave(click(".hits h2 a"))
	b.expect(heading, "Code of harbours and anchorages")
	b.expect(`location.hash`, "#p7")
	b.do(click("#p7 .step a"))
	b.expect(`location.hash`, "#p57")
	b.expect(`String(document.querySelector("#p57 mark").getBoundingClientRect().top < innerHeight)`, "true")
	if !scriptless {
		b.do(chromedp.KeyEvent("n"))
		b.expect(stepped, "p7 true")
		b.do(chromedp.KeyEvent("nnn"))
		b.expect(stepped, "p57 true")
		b.do(chromedp.KeyEvent("p"))
		b.expect(stepped, "p57 true")
		b.do(chromedp.KeyEvent("ppp"))
		b.expect(stepped, "p357 true") // from the first to the last
	}
	b.leave(click(".back a"))
	b.expect(address, results)
}

// TestBrowserByKeyboard never touches the mouse.
func TestBrowserByKeyboard(t *testing.T) {
	b := newTab(t, tabOptions{look: looks()["wide"]})
	b.open("/")
	b.expect(focused, "q")
	b.leave(chromedp.KeyEvent("armed attack" + kb.Enter))
	b.expect(heading, "31 documents of 32 searched")
	b.do(chromedp.KeyEvent(kb.Tab))
	b.expect(focused, "Skip to the content")
	b.tabTo("type")
	b.leave(chromedp.KeyEvent(" "))
	b.expect(`String(document.activeElement.checked)`, "true")
	b.leave(chromedp.KeyEvent(" "))
	b.expect(`String(document.activeElement.checked)`, "false")
	b.expect(heading, "31 documents of 32 searched")
	call(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "/", Text: "/"})
	b.expect(focused, "q")
	b.leave(chromedp.KeyEvent("harbour treaty type:treaty" + kb.Enter))
	b.tabTo("Harbour Treaty")
	b.expect(`getComputedStyle(document.activeElement).outlineStyle`, "solid")
	b.leave(chromedp.KeyEvent(kb.Enter))
	b.expect(heading, "Harbour Treaty")
}

// maxTabs bounds how often tabTo presses the key.
const maxTabs = 150

// tabTo presses Tab until something is focused whose name begins so.
func (b *tab) tabTo(name string) {
	b.t.Helper()
	for range maxTabs {
		b.do(chromedp.KeyEvent(kb.Tab))
		if strings.HasPrefix(evaluate[string](b, focused), name) {
			return
		}
	}
	b.t.Fatalf("Tab never comes to %s", name)
}

// pageLook is a page that is looked at.
type pageLook struct{ name, path string }

// everyPage lists each page in each state it can be in.
func everyPage() []pageLook {
	return []pageLook{
		{"start", "/"}, {"results", "/?q=armed+attack"}, {"account", "/?q=armed+attack&explain=true&match=any"},
		{"filtered", "/?q=armed+attack&org=NATO&type=treaty&type=report&from=1940"},
		{"finding", "/?q=armed+attack&facet=org&facet_text=n"}, {"any", "/?q=armed+attack&match=any&synonyms=false"},
		{"pages", "/?q=exercises&per_page=2&page=6"}, {"cursor", "/?q=armed&cursor=x"}, {"beyond", "/?q=armed&page=90"}, {"titles", "/?sort=title&per_page=100"},
		{"none", "/?q=zeppelin"}, {"none-filtered", "/?q=zeppelin&type=treaty"}, {"syntax", "/?q=armed+(attack+OR"}, {"unknown", "/?q=attack&org=NATOO"},
		{"document", "/documents/harbour-treaty-1949?q=armed+attack"}, {"plain", "/documents/burden-report-1988"},
		{"long", "/documents/code-of-harbours-1962?q=armed+attack"}, {"arabic", "/documents/coastal-pact-1950?q=armed"},
		{"french", "/documents/accord-du-port-1951"}, {"hostile", "/documents/hostile?q=armed"}, {"missing", "/documents/harbour-treaty-1948"},
		{"citation", "/documents/harbour-treaty-1949/citation"}, {"files", "/files"}, {"failed", "/files?state=failed"}, {"no-files", "/files?under=nowhere"},
		{"interface", "/docs/api"}, {"wrong", "/nowhere"},
		{"partners", "/compare?a=harbour-treaty-1949"}, {"comparison", "/compare?a=harbour-treaty-1949&b=hostile"}, {"clauses", "/clauses?q=armed+attack"},
	}
}

func TestBrowserOnAPhone(t *testing.T) {
	b := newTab(t, tabOptions{look: looks()["phone"], telling: true})
	paths := []string{"/?q=" + strings.Repeat("long", 100)}
	for _, page := range everyPage() {
		paths = append(paths, page.path)
	}
	for _, path := range paths {
		b.open(path)
		b.do(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("details").forEach(d => d.open = true)`))
		if got := evaluate[int](b, overflow); got > 0 {
			t.Errorf("%s is %d pixels too wide", path, got)
		}
	}
	b.open("/?q=armed+attack")
	b.do(click(".filters summary"))
	b.leave(click(`input[value="treaty"]`))
	b.expect(heading, "2 documents of 32 searched")
	b.expect(`String(document.querySelector(".filters").open)`, "true")
}
