package deploy

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"annals.example/internal/server/guard"
	"annals.example/internal/server/observe"
)

// seen is what a server behind a proxy makes of a request.
type seen struct{ Path, Client, Site, ID string }

// behind starts a server with our guards that says what it sees, as it would be
// started with --host museum.example --trusted-proxy 127.0.0.1.
func behind(t *testing.T) (address string) {
	t.Helper()
	hosts, err := guard.ParseHosts([]string{"museum.example"})
	if err != nil {
		t.Fatal(err)
	}
	proxies, err := guard.ParseProxies([]string{"127.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := json.Marshal(seen{r.URL.RequestURI(), proxies.Client(r).String(), proxies.Site(r).String(), observe.ID(r.Context())})
		if err != nil {
			t.Error(err)
		}
		w.Write(body)
	})
	server := httptest.NewServer(guard.Chain(h,
		observe.Requests(observe.Options{Log: slog.New(slog.DiscardHandler), Proxies: proxies}), hosts.Guard(nil, proxies)))
	t.Cleanup(server.Close)
	return server.Listener.Addr().String()
}

func TestBehindNginx(t *testing.T) {
	nginx, err := exec.LookPath("nginx")
	if err != nil {
		t.Skip("nginx not found: install the package nginx-light")
	}
	dir, address := t.TempDir(), free(t)
	part := configured(t, "nginx.conf", behind(t))
	whole := "daemon off;\npid " + dir + "/pid;\nerror_log stderr;\nworker_processes 1;\nevents {}\nhttp {\naccess_log off;\n"
	if os.Getuid() == 0 {
		whole = "user root;\n" + whole
	}
	for _, store := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		whole += store + "_temp_path " + dir + "/" + store + ";\n"
	}
	cert, key := certificate(t, dir)
	whole += "server {\nlisten " + address + " ssl;\nserver_name museum.example;\nssl_certificate " + cert + ";\nssl_certificate_key " + key + ";\n" + part + "}\n}\n"
	file := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(file, []byte(whole), 0o600); err != nil {
		t.Fatal(err)
	}
	start(t, address, exec.Command(nginx, "-p", dir, "-c", file))
	throughProxy(t, address)
}

func TestBehindCaddy(t *testing.T) {
	caddy, err := exec.LookPath("caddy")
	if err != nil {
		t.Skip("caddy not found: install the package caddy")
	}
	dir, address := t.TempDir(), free(t)
	part := configured(t, "Caddyfile", behind(t))
	_, port, _ := net.SplitHostPort(address)
	if strings.Count(part, "\nmuseum.example {") != 1 {
		t.Fatal("the Caddyfile has no block of museum.example")
	}
	// With a certificate of our own: nobody gives one for such a name.
	cert, key := certificate(t, dir)
	whole := "{\n\tadmin off\n\tauto_https off\n}\n" +
		strings.Replace(part, "\nmuseum.example {", "\nhttps://museum.example:"+port+" {\n\tbind 127.0.0.1\n\ttls "+cert+" "+key, 1)
	file := filepath.Join(dir, "Caddyfile")
	if err := os.WriteFile(file, []byte(whole), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(caddy, "run", "--config", file, "--adapter", "caddyfile")
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir)
	start(t, address, cmd)
	throughProxy(t, address)
}

// throughProxy asks as a client would that has read about X-Forwarded-For.
func throughProxy(t *testing.T, address string) {
	t.Helper()
	// From another address than the proxy's own, which is trusted.
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 2)}}
	client := http.Client{Transport: &http.Transport{DialContext: dialer.DialContext, DisableKeepAlives: true,
		TLSClientConfig: &tls.Config{ServerName: "museum.example", InsecureSkipVerify: true}}} // any certificate will do
	get := func(path string) (*http.Response, []byte) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://"+address+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = "museum.example"
		r.Header.Set("X-Forwarded-For", "203.0.113.9")
		r.Header.Set("X-Forwarded-Proto", "http")
		r.Header.Set("X-Forwarded-Host", "localhost")
		r.Header.Set("Forwarded", "for=203.0.113.9;proto=http;host=localhost")
		r.Header.Set("X-Request-Id", "forged")
		response, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response, body
	}
	response, body := get("/mongolia/entity?iri=http%3A%2F%2Fx%2Fa%2Fb")
	var got seen
	if err := json.Unmarshal(body, &got); err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("status %d\n%s", response.StatusCode, body)
	}
	if got.Client != "127.0.0.2" {
		t.Errorf("the client is %s, want 127.0.0.2, whatever it said of itself", got.Client)
	}
	if got.Path != "/mongolia/entity?iri=http%3A%2F%2Fx%2Fa%2Fb" || got.Site != "https://museum.example" {
		t.Errorf("the path is %s, the site %s", got.Path, got.Site)
	}
	if got.ID == "" || got.ID == "forged" || got.ID != response.Header.Get("X-Request-Id") {
		t.Errorf("the id is %q, and %q in the answer", got.ID, response.Header.Get("X-Request-Id"))
	}
	if response, body := get("/mongolia/metrics"); response.StatusCode != http.StatusNotFound {
		t.Errorf("the figures are open to all: %d\n%s", response.StatusCode, body)
	}
}

// certificate writes a certificate and its key into files.
func certificate(t *testing.T, dir string) (cert, key string) {
	t.Helper()
	server := httptest.NewTLSServer(nil) // which has one
	defer server.Close()
	own := server.TLS.Certificates[0]
	private, err := x509.MarshalPKCS8PrivateKey(own.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for file, block := range map[string]pem.Block{cert: {Type: "CERTIFICATE", Bytes: own.Certificate[0]}, key: {Type: "PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(&block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key
}

// configured reads a configuration with another address for the server.
func configured(t *testing.T, name, address string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Count(string(text), "127.0.0.1:64210") != 1 {
		t.Fatalf("%s does not name the server's address, once", name)
	}
	return strings.Replace(string(text), "127.0.0.1:64210", address, 1)
}

// free is an address that nobody listens at.
func free(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// start runs a proxy until the test ends, and waits until it listens.
func start(t *testing.T, address string, cmd *exec.Cmd) {
	t.Helper()
	var mu sync.Mutex
	var said bytes.Buffer
	cmd.Stdout = writer(func(p []byte) (int, error) {
		mu.Lock()
		defer mu.Unlock()
		return said.Write(p)
	})
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		// nginx ends its workers when it is asked to, and not when it is killed.
		cmd.Process.Signal(os.Interrupt)
		select {
		case <-ended:
		case <-time.After(20 * time.Second):
			cmd.Process.Kill()
			t.Error("the proxy does not end")
		}
	})
	for range 600 {
		if conn, err := net.Dial("tcp", address); err == nil {
			conn.Close()
			return
		}
		select {
		case err := <-ended:
			ended <- err
			mu.Lock()
			defer mu.Unlock()
			t.Fatalf("the proxy ended: %v\n%s", err, said.Bytes())
		case <-time.After(50 * time.Millisecond):
		}
	}
	t.Fatal("the proxy does not listen")
}

type writer func([]byte) (int, error)

func (w writer) Write(p []byte) (int, error) { return w(p) }
