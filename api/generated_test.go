package api_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// useGenerated calls the server through what was generated from its description.
const useGenerated = `
import sys
from entente_client import Client, models
from entente_client.api.documents import citation, document, marks, passage
from entente_client.api.search import record, search
from entente_client.api.service import health, stats

client = Client(base_url=sys.argv[1])
found = search.sync(client=client, q="armed attack", org=["NATO"], sort=models.Sort.VALUE_4)
hit = found.hits[0]
whole = document.sync(hit.id, client=client)
assert whole.id == hit.id and hit.passages[0].citation.startswith(whole.title), whole
assert passage.sync(hit.id, 0, client=client).id == hit.id
assert marks.sync(hit.id, client=client, q="armed").passages
assert hit.id in citation.sync_detailed(hit.id, client=client).content.decode()
assert record.sync(client=client, q="armed attack", org=["NATO"]).total.value == found.total.value
refused = search.sync(client=client, q="armed (")
assert isinstance(refused, models.Problem) and refused.column == 7, refused
assert health.sync(client=client).status == "alive"
print(found.total.value, stats.sync(client=client).documents)
`

// Where openapi-python-client is at hand it generates a client, which answers.
func TestGeneratedClient(t *testing.T) {
	generator, err := exec.LookPath("openapi-python-client")
	if err != nil {
		t.Skip("openapi-python-client, which generates a client in Python, is not here")
	}
	handler := newTestServer(t, newTestEngine(t))
	dir := t.TempDir()
	source := filepath.Join(dir, "openapi.json")
	if err := os.WriteFile(source, get(t, handler.Public(), "/openapi.json").Body.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(generator, "generate", "--path", source, "--output-path", filepath.Join(dir, "client")).CombinedOutput(); err != nil {
		t.Fatalf("generating: %v %s", err, out)
	}
	use := exec.Command("python3", "-c", useGenerated, startServer(t, handler))
	use.Env = append(os.Environ(), "PYTHONPATH="+filepath.Join(dir, "client"),
		"NO_PROXY=127.0.0.1", "no_proxy=127.0.0.1") // Python knows no other reason to reach this machine itself
	out, err := use.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if strings.Count(strings.TrimSpace(string(out)), " ") != 1 {
		t.Errorf("%s", out)
	}
}
