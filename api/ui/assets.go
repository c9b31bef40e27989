package ui

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"regexp"
	"strings"
)

// assetFolder is where assets are served.
const assetFolder = "/assets/"

// hashLength is how many hexadecimal digits of the content hash a path holds.
const hashLength = 16

// contentType returns the media type of an asset by its extension, which does not
// depend on the machine, as that of package mime does.
func contentType(extension string) string {
	switch extension {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return "application/octet-stream"
}

func loadAssets() ([]Asset, error) {
	entries, err := files.ReadDir("assets")
	if err != nil {
		return nil, fmt.Errorf("reading the assets: %w", err)
	}
	var assets []Asset
	for _, e := range entries {
		body, err := files.ReadFile("assets/" + e.Name())
		if err != nil {
			return nil, fmt.Errorf("reading the asset %s: %w", e.Name(), err)
		}
		extension := path.Ext(e.Name())
		body = lean(extension, body)
		hash := sha256.Sum256(body)
		assets = append(assets, Asset{
			Path:        assetFolder + strings.TrimSuffix(e.Name(), extension) + "-" + hex.EncodeToString(hash[:])[:hashLength] + extension,
			ContentType: contentType(extension),
			Body:        body,
		})
	}
	return assets, nil
}

// lean returns the text of an asset without the indentation of its lines and
// without the lines that are comments alone: what a reader of the source needs
// and a browser does not. No asset has a line to which this matters.
func lean(extension string, body []byte) []byte {
	var out []byte
	for line := range bytes.Lines(body) {
		line = bytes.TrimLeft(line, " ")
		comment := bytes.HasPrefix(line, []byte("//")) || bytes.HasPrefix(line, []byte("/*")) && bytes.HasSuffix(line, []byte("*/\n"))
		if !comment && len(line) > 1 {
			out = append(out, line...)
		}
	}
	if extension != ".css" {
		return out
	}
	// In a style sheet no blank matters beside these signs, outside of a string.
	beside := regexp.MustCompile(`"[^"]*"|\s*[{};,]\s*|: `)
	return beside.ReplaceAllFunc(out, func(found []byte) []byte {
		if found[0] == '"' {
			return found
		}
		return bytes.TrimSpace(found)
	})
}
