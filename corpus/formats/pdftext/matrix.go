package pdftext

import "math"

// matrix is a transformation as PDF writes it: x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// times returns the transformation that applies m first and then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		a: m.a*n.a + m.b*n.c,
		b: m.a*n.b + m.b*n.d,
		c: m.c*n.a + m.d*n.c,
		d: m.c*n.b + m.d*n.d,
		e: m.e*n.a + m.f*n.c + n.e,
		f: m.e*n.b + m.f*n.d + n.f,
	}
}

// moved returns m after a translation by x and y in its own space.
func (m matrix) moved(x, y float64) matrix {
	m.e += x*m.a + y*m.c
	m.f += x*m.b + y*m.d
	return m
}

// height is the length of the unit vector that points up, transformed.
func (m matrix) height() float64 { return math.Hypot(m.c, m.d) }

// width is the length of the unit vector that points right, transformed.
func (m matrix) width() float64 { return math.Hypot(m.a, m.b) }

// finite reports whether every number of m can be computed with.
func (m matrix) finite() bool {
	for _, x := range [...]float64{m.a, m.b, m.c, m.d, m.e, m.f} {
		if math.IsNaN(x) || math.Abs(x) > maxCoordinate {
			return false
		}
	}
	return true
}
