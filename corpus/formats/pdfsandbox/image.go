package pdfsandbox

import (
	"errors"
	"fmt"
	"image"
	"math"

	"github.com/klippa-app/go-pdfium/requests"
)

// maxPixels is the largest image of a page, in pixels: twice that of A4 at 300
// dots per inch. A larger page is drawn with fewer dots.
const maxPixels = 17_000_000

// errNoSize reports a page that cannot be drawn.
var errNoSize = errors.New("the page has no size")

// Image draws a page, counted from 0, in shades of grey with at most so many dots
// per inch, and returns with how many it was drawn.
func (f *File) Image(page, dpi int) (*image.Gray, int, error) {
	if f.broken != nil {
		return nil, 0, f.broken
	}
	size, err := f.instance.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: f.document, Index: page})
	if err != nil {
		return nil, 0, errNoSize
	}
	const pointsPerInch = 72
	area := size.Width / pointsPerInch * size.Height / pointsPerInch
	if !(area > 0) {
		return nil, 0, errNoSize
	}
	dpi = min(dpi, int(math.Sqrt(maxPixels/area)))
	if dpi == 0 {
		return nil, 0, fmt.Errorf("the page is too large to be drawn: %.0f square inches", area)
	}
	drawn, err := f.instance.RenderPageInDPI(&requests.RenderPageInDPI{
		Page:        requests.Page{ByIndex: &requests.PageByIndex{Document: f.document, Index: page}},
		DPI:         dpi,
		ImageFormat: requests.RenderImageFormatGrayscale,
	})
	if err != nil {
		return nil, 0, f.failed("drawing the page", err)
	}
	defer drawn.Cleanup()
	inSandbox, ok := drawn.Result.RenderedImage.(*image.Gray)
	if !ok {
		return nil, 0, fmt.Errorf("drawing the page gives a %T", drawn.Result.RenderedImage)
	}
	copied := image.NewGray(image.Rect(0, 0, inSandbox.Rect.Dx(), inSandbox.Rect.Dy()))
	for y := range copied.Rect.Dy() {
		copy(copied.Pix[y*copied.Stride:][:copied.Rect.Dx()], inSandbox.Pix[y*inSandbox.Stride:])
	}
	return copied, dpi, nil
}
