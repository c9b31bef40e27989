package api_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	browserpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var (
	screenshots = flag.String("screenshots", "", "write screenshots of the pages to this folder")
	pictured    = flag.String("pictured", "", "with -screenshots: the address of a server with the built-in collection; empty for a server of the test")
)

// pictureQuality is the quality of the pictures, which are WebP, of 100.
const pictureQuality = 72

// shot is a picture of a page.
type shot struct {
	pageLook
	look     look
	language string
}

// shotsOfCollection lists the pictures that docs/screenshots has.
func shotsOfCollection() []shot {
	wide, phone := look{width: 1280, height: 900}, look{width: 390, height: 844}
	wideDark, phoneDark := wide, phone
	wideDark.dark, phoneDark.dark = true, true
	const results = "/?q=armed+attack"
	return []shot{
		{pageLook{"start", "/"}, wide, "en"}, {pageLook{"start-dark", "/"}, wideDark, "en"}, {pageLook{"start-phone", "/"}, phone, "en"},
		{pageLook{"results", results}, wide, "en"}, {pageLook{"results-dark", results}, wideDark, "en"}, {pageLook{"results-french", results}, wide, "fr"},
		{pageLook{"results-phone", results}, phone, "en"}, {pageLook{"results-large", results}, look{width: 2560, height: 1080}, "en"},
		{pageLook{"filtered", results + "&org=NATO&type=treaty&type=declaration&from=1945"}, wide, "en"},
		{pageLook{"account", results + "&explain=true"}, wide, "en"}, {pageLook{"none", "/?q=zeppelin+treaty"}, wide, "en"},
		{pageLook{"error", "/?q=armed+%28attack+OR"}, wide, "en"}, {pageLook{"error-french-phone", "/?q=armed+%28attack+OR"}, phone, "fr"},
		{pageLook{"reading", "/documents/north-atlantic-treaty?q=armed+attack"}, wide, "en"},
		{pageLook{"reading-phone-dark", "/documents/north-atlantic-treaty?q=armed+attack"}, phoneDark, "en"},
		{pageLook{"citation", "/documents/north-atlantic-treaty/citation"}, wide, "en"},
		{pageLook{"comparison", "/compare?a=brussels-treaty-1948&b=north-atlantic-treaty"}, wide, "en"},
		{pageLook{"clauses", "/clauses?q=%22armed+attack%22&type=treaty"}, wide, "en"},
		{pageLook{"interface", "/docs/api"}, wide, "en"},
	}
}

// TestScreenshots writes pictures of the pages, to be looked at: of the pages of
// the built-in collection on a server that is given, else of every page of the
// test's own in every look.
func TestScreenshots(t *testing.T) {
	if *screenshots == "" {
		t.Skip("give -screenshots FOLDER to write pictures of the pages")
	}
	b := newTab(t, tabOptions{look: looks()["wide"], telling: true, address: strings.TrimSuffix(*pictured, "/")})
	shots := shotsOfCollection()
	if *pictured == "" {
		shots = shotsOfTests()
	}
	for _, s := range shots {
		b.look(s.look)
		b.open("/language/" + s.language)
		b.open(s.path)
		b.picture(s.name)
	}
}

func shotsOfTests() []shot {
	var out []shot
	for name, l := range looks() {
		for _, p := range everyPage() {
			out = append(out, shot{pageLook{p.name + "-" + name, p.path}, l, "en"})
		}
	}
	return out
}

// picture writes what is seen of the page to a file of that name.
func (b *tab) picture(name string) {
	b.t.Helper()
	quality := int64(pictureQuality)
	var answer browserpage.CaptureScreenshotResult
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) (err error) {
		answer, err = cdp.Call(ctx, t, browserpage.CaptureScreenshot, browserpage.CaptureScreenshotParams{Format: browserpage.CaptureScreenshotFormatWebp, Quality: &quality})
		return err
	}))
	if err := os.WriteFile(filepath.Join(*screenshots, name+".webp"), answer.Data, 0o644); err != nil {
		b.t.Fatal(err)
	}
}
