package pdftext

import (
	"math"

	"github.com/ledongthuc/pdf"
)

// box is a part of the page; text outside of the visible one is left
// out, because nobody sees it there, and the page says so.
type box struct{ left, bottom, right, top float64 }

var everything = box{-maxCoordinate, -maxCoordinate, maxCoordinate, maxCoordinate}

// boxOf returns everything where the array is no box.
func boxOf(array pdf.Value) box {
	if array.Len() != 4 {
		return everything
	}
	at := func(i int) float64 { return array.Index(i).Float64() }
	b := box{min(at(0), at(2)), min(at(1), at(3)), max(at(0), at(2)), max(at(1), at(3))}
	if b.empty() {
		return everything
	}
	return b
}

func (b box) and(c box) box {
	return box{max(b.left, c.left), max(b.bottom, c.bottom), min(b.right, c.right), min(b.top, c.top)}
}

func (b box) empty() bool { return b.right <= b.left || b.top <= b.bottom }

func (b box) area() float64 {
	if b.empty() {
		return 0
	}
	return (b.right - b.left) * (b.top - b.bottom)
}

// holds reports whether the point lies in the box; a number that is none never does.
func (b box) holds(v vector) bool {
	return v.x >= b.left && v.x <= b.right && v.y >= b.bottom && v.y <= b.top
}

// under returns the box around b transformed.
func (b box) under(m matrix) box {
	turned := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, x := range [...]float64{b.left, b.right} {
		for _, y := range [...]float64{b.bottom, b.top} {
			corner := m.moved(x, y)
			turned.left, turned.right = min(turned.left, corner.e), max(turned.right, corner.e)
			turned.bottom, turned.top = min(turned.bottom, corner.f), max(turned.top, corner.f)
		}
	}
	return turned
}
