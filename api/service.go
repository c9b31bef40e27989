package api

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"
	"go.yaml.in/yaml/v3"

	"entente/api/wire"
)

//go:embed openapi.yaml
var openAPISource []byte

// openAPIDocument returns the description of the interface in JSON, in the order in
// which it is written: of several media types generators take the first they know.
func openAPIDocument() ([]byte, error) {
	var document yaml.Node
	if err := yaml.Unmarshal(openAPISource, &document); err != nil {
		return nil, fmt.Errorf("reading openapi.yaml: %w", err)
	}
	var encoded bytes.Buffer
	if err := writeNode(&encoded, document.Content[0]); err != nil {
		return nil, fmt.Errorf("writing openapi.yaml as JSON: %w", err)
	}
	return append(encoded.Bytes(), '\n'), nil
}

// writeNode writes what YAML says as JSON.
func writeNode(w *bytes.Buffer, node *yaml.Node) error {
	switch node.Kind {
	case yaml.AliasNode:
		return writeNode(w, node.Alias)
	case yaml.MappingNode:
		w.WriteByte('{')
		for i := 0; i < len(node.Content); i += 2 {
			if i > 0 {
				w.WriteByte(',')
			}
			name, err := json.Marshal(node.Content[i].Value)
			if err != nil {
				return err
			}
			w.Write(append(name, ':'))
			if err := writeNode(w, node.Content[i+1]); err != nil {
				return err
			}
		}
		w.WriteByte('}')
		return nil
	case yaml.SequenceNode:
		w.WriteByte('[')
		for i, item := range node.Content {
			if i > 0 {
				w.WriteByte(',')
			}
			if err := writeNode(w, item); err != nil {
				return err
			}
		}
		w.WriteByte(']')
		return nil
	}
	var value any
	if err := node.Decode(&value); err != nil {
		return err
	}
	encoded, err := json.Marshal(value)
	if err != nil {
		return err
	}
	w.Write(encoded)
	return nil
}

// describe answers GET /openapi.json.
func (s *Server) describe(c echo.Context) error {
	if err := refuseParameters(c); err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-cache")
	return c.Blob(http.StatusOK, wire.JSON, s.openAPI)
}

type health struct {
	Status  string `json:"status"`
	Version string `json:"version"`
}

// health answers GET /healthz: the process is alive.
func (s *Server) health(c echo.Context) error {
	if err := refuseParameters(c); err != nil {
		return err
	}
	return writeJSON(c, health{Status: "alive", Version: s.options.Version})
}

type readiness struct {
	Status    string `json:"status"`
	Documents int    `json:"documents"`
}

// ready answers GET /readyz: the engine answers.
func (s *Server) ready(c echo.Context) error {
	if err := refuseParameters(c); err != nil {
		return err
	}
	stats, err := s.engine.Stats(c.Request().Context())
	if err != nil {
		return fmt.Errorf("asking the engine: %w", err)
	}
	return writeJSON(c, readiness{Status: "ready", Documents: stats.Documents})
}

// stats answers GET /v1/stats.
func (s *Server) stats(c echo.Context) error {
	if err := refuseParameters(c); err != nil {
		return err
	}
	stats, err := s.engine.Stats(c.Request().Context())
	if err != nil {
		return fmt.Errorf("counting the collection: %w", err)
	}
	return writeJSON(c, stats)
}

// robotsText keeps crawlers to the documents: searches have no end.
const robotsText = "User-agent: *\nAllow: /documents/\nDisallow: /\n"

func (s *Server) robots(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "max-age=86400")
	return c.String(http.StatusOK, robotsText)
}
