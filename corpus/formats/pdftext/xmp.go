package pdftext

import (
	"bytes"
	"encoding/xml"
	"strings"

	"github.com/ledongthuc/pdf"
)

// maxXMP is the length in bytes above which metadata are not looked at: they are
// some kilobytes, or hold pictures.
const maxXMP = 1 << 20

// dublinCore is the namespace of the metadata elements that are of use here.
const dublinCore = "http://purl.org/dc/elements/1.1/"

// xmp is what is of use in the metadata of a file in the format XMP (ISO 16684-1).
type xmp struct {
	title    string // in the default language, or the first
	language string // the first
}

// metadata returns the XMP of the document, which is empty where it has none or
// is damaged: the pages may be sound.
func (f *file) metadata() (m xmp) {
	defer func() {
		if recover() != nil {
			m = xmp{}
		}
	}()
	stream := f.reader.Trailer().Key("Root").Key("Metadata")
	if stream.Kind() != pdf.Stream {
		return xmp{}
	}
	data, err := f.decodeStream(stream)
	if err != nil || len(data) > maxXMP {
		return xmp{}
	}
	return parseXMP(data)
}

// parseXMP reads as far as the metadata are well formed.
func parseXMP(data []byte) (m xmp) {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	property := "" // the Dublin Core element that is open
	chosen := false
	for {
		token, err := decoder.Token()
		if err != nil {
			return m
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch {
			case t.Name.Space == dublinCore:
				property = t.Name.Local
			case property != "" && t.Name.Local == "li":
				value := itemText(decoder)
				isDefault := attribute(t, "lang") == "x-default"
				switch {
				case property == "title" && (m.title == "" || isDefault && !chosen):
					m.title, chosen = value, isDefault
				case property == "language" && m.language == "":
					m.language = value
				}
			}
		case xml.EndElement:
			if t.Name.Space == dublinCore {
				property = ""
			}
		}
	}
}

// itemText returns the text up to the end of the element that is open.
func itemText(decoder *xml.Decoder) string {
	var text strings.Builder
	for depth := 1; depth > 0; {
		token, err := decoder.Token()
		if err != nil {
			return text.String()
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			text.Write(t)
		}
	}
	return text.String()
}

func attribute(element xml.StartElement, name string) string {
	for _, a := range element.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
