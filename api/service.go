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

// openAPIDocument returns the description of the interface in JSON.
func openAPIDocument() ([]byte, error) {
	var document map[string]any
	if err := yaml.NewDecoder(bytes.NewReader(openAPISource)).Decode(&document); err != nil {
		return nil, fmt.Errorf("reading openapi.yaml: %w", err)
	}
	encoded, err := json.Marshal(document)
	if err != nil {
		return nil, fmt.Errorf("writing openapi.yaml as JSON: %w", err)
	}
	return append(encoded, '\n'), nil
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
