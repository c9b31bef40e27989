package pdftext

import "github.com/ledongthuc/pdf"

// resources finds the fonts and forms that a content stream refers to by name.
// The library loads an object anew each time it is asked for, so what was
// found is kept.
type resources struct {
	file     *file
	fonts    pdf.Value
	forms    pdf.Value
	states   pdf.Value
	found    map[string]*font
	objects  map[string]pdf.Value
	settings map[string]pdf.Value // the fonts that graphics states set
}

func newResources(f *file, v pdf.Value) *resources {
	fonts := v.Key("Font")
	return &resources{
		file: f, fonts: fonts, forms: v.Key("XObject"), states: v.Key("ExtGState"),
		found: f.fontSet(fonts.String()), objects: map[string]pdf.Value{}, settings: map[string]pdf.Value{},
	}
}

// font returns the named font, nil where there is none. One font is loaded once
// for the whole file, whatever its name on a page: it is known by its place in a
// dictionary of the same content, and by its own content, since in both the
// objects referred to stand with their numbers.
func (r *resources) font(name []byte) *font {
	known, ok := r.found[string(name)]
	if !ok {
		if len(r.found) > maxFonts {
			clear(r.found)
		}
		known = r.file.fontOf(r.fonts.Key(string(name)))
		r.found[string(name)] = known
	}
	return known
}

// fontSet returns the fonts found so far in a dictionary of that content.
func (f *file) fontSet(dictionary string) map[string]*font {
	set, ok := f.fontSets[dictionary]
	if !ok {
		if len(f.fontSets) > maxFonts {
			clear(f.fontSets)
		}
		set = map[string]*font{}
		f.fontSets[dictionary] = set
	}
	return set
}

func (f *file) fontOf(v pdf.Value) *font {
	if v.Kind() != pdf.Dict {
		return nil
	}
	key := v.String()
	if known, ok := f.fonts[key]; ok {
		return known
	}
	if len(f.fonts) > maxFonts {
		clear(f.fonts)
	}
	loaded := f.loadFont(v)
	f.fonts[key] = loaded
	return loaded
}

// object returns the named form or image.
func (r *resources) object(name []byte) pdf.Value {
	v, ok := r.objects[string(name)]
	if !ok {
		v = r.forms.Key(string(name))
		r.objects[string(name)] = v
	}
	return v
}

// setting returns the font and size that the named graphics state sets; it is
// no array where there are none.
func (r *resources) setting(name []byte) pdf.Value {
	v, ok := r.settings[string(name)]
	if !ok {
		v = r.states.Key(string(name)).Key("Font")
		r.settings[string(name)] = v
	}
	return v
}
