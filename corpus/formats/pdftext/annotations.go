package pdftext

import "github.com/ledongthuc/pdf"

// Flags of annotations that are not shown.
const (
	hiddenFlag = 1 << 1
	noViewFlag = 1 << 5
)

// annotations shows what stands on the page beside its content: the fields of
// a form as filled in, text typed over the page, stamps.
func (in *interpreter) annotations(page pdf.Value, r *resources) error {
	list := page.Key("Annots")
	for i := 0; i < list.Len() && !in.stopped; i++ {
		annotation := list.Index(i)
		if annotation.Key("F").Int64()&(hiddenFlag|noViewFlag) != 0 {
			continue
		}
		switch annotation.Key("Subtype").Name() {
		case "Widget", "FreeText", "Stamp":
		default:
			continue
		}
		if err := in.appearance(annotation, r); err != nil {
			return err
		}
	}
	return nil
}

// appearance shows the form that says what the annotation looks like.
func (in *interpreter) appearance(annotation pdf.Value, r *resources) error {
	form := annotation.Key("AP").Key("N")
	if form.Kind() == pdf.Dict {
		form = form.Key(annotation.Key("AS").Name())
	}
	if form.Kind() != pdf.Stream {
		return nil
	}
	in.state = graphics{ctm: placement(form, annotation.Key("Rect")), scale: 1}
	return in.form(form, r)
}

// placement moves and scales the box of a form to the place of its annotation.
func placement(form, rect pdf.Value) matrix {
	place, box := boxOf(rect), boxOf(form.Key("BBox"))
	if place == everything || box == everything {
		return identity
	}
	if m := form.Key("Matrix"); m.Len() == 6 {
		box = box.under(matrixFrom(m))
	}
	if box.empty() {
		return identity
	}
	across, up := (place.right-place.left)/(box.right-box.left), (place.top-place.bottom)/(box.top-box.bottom)
	return matrix{a: across, d: up, e: place.left - across*box.left, f: place.bottom - up*box.bottom}
}
