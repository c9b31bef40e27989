package ui

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"strings"
)

// assetFolder is where assets are served.
const assetFolder = "/assets/"

// hashLength is how many hexadecimal digits of the content hash a path holds.
const hashLength = 16

// contentTypes of assets by extension; they do not depend on the machine.
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
		hash := sha256.Sum256(body)
		extension := path.Ext(e.Name())
		assets = append(assets, Asset{
			Path:        assetFolder + strings.TrimSuffix(e.Name(), extension) + "-" + hex.EncodeToString(hash[:])[:hashLength] + extension,
			ContentType: contentType(extension),
			Body:        body,
		})
	}
	return assets, nil
}
