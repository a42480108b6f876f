package guard

import (
	"net/http"
	"strings"
	"testing"
)

// answering starts a server that answers to some names.
func answering(t *testing.T) (address string) {
	t.Helper()
	hosts, err := ParseHosts([]string{"museum.example", "Archive.Example.:8443", "2001:db8::7", "192.0.2.7:8080"})
	if err != nil {
		t.Fatal(err)
	}
	return serve(t, Usual(), hosts.Guard(Plain, Proxies{})(welcome))
}

// names says how a server is asked by the name of a host.
func names(t *testing.T, address, host string) answer {
	t.Helper()
	return say(t, address, "GET / HTTP/1.1\r\nHost: "+host+"\r\nConnection: close\r\n\r\n")
}

func TestHostsThatAreOurs(t *testing.T) {
	address := answering(t)
	for about, host := range map[string]string{
		"localhost": "localhost", "any port": "localhost:1", "an empty port": "localhost:", "upper case": "LOCALHOST:64210",
		"a final dot": "localhost.:64210", "below localhost": "annals.localhost:64210", "spaces around": " localhost ",
		"IPv4": "127.0.0.1:64210", "another of the machine's own": "127.9.9.9", "IPv4 and a final dot": "127.0.0.1.",
		"IPv6": "[::1]:64210", "IPv6 in full": "[0:0:0:0:0:0:0:1]", "IPv4 within IPv6": "[::ffff:127.0.0.1]",
		"added": "museum.example", "added, any port": "MUSEUM.example.:8080", "added with its port": "archive.example:8443",
		"added IPv6": "[2001:DB8:0::7]:64210", "added IPv4": "192.0.2.7:8080",
	} {
		if got := names(t, address, host); got.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d\n%s", about, got.StatusCode, got.body)
		}
	}
}

func TestHostsOfOthers(t *testing.T) {
	address := answering(t)
	for about, host := range map[string]string{
		"another": "evil.example", "the port of another rule": "archive.example:8080", "no port where one was added": "archive.example",
		"a name that begins alike": "localhost.evil.example", "a name that ends alike": "notlocalhost", "below an added name": "x.museum.example",
		"an address that begins alike": "127.0.0.1.evil.example", "this network": "0.0.0.0:64210", "IPv6 of nobody": "[::]",
		"a short address": "127.1", "a number": "2130706433", "a hexadecimal number": "0x7f000001", "octal": "0177.0.0.1",
		"two dots": "localhost..", "a dot alone": ".", "an empty label": ".localhost",
		"port 0": "localhost:0", "a port too high": "localhost:65536", "a port with a zero": "localhost:0080", "empty": "", "a port alone": ":64210",
	} {
		got := names(t, address, host)
		if got.StatusCode != http.StatusMisdirectedRequest {
			t.Errorf("%s: status %d\n%s", about, got.StatusCode, got.body)
		}
		if !strings.Contains(got.body, "host") || !strings.Contains(got.body, "hint: ") || len(got.body) > 500 {
			t.Errorf("%s: an error that says not what and what next, or too much:\n%s", about, got.body)
		}
		if got.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: a refusal that a cache may keep", about)
		}
	}
}

// What is no host is refused by us, or before us: newer versions of net/http are stricter.
func TestWhatIsNoHost(t *testing.T) {
	address := answering(t)
	for about, host := range map[string]string{
		"IPv6 without brackets": "::1", "a zone": "[::1%25lo]", "a zone as it is typed": "[fe80::1%lo]", "a bracket left open": "[::1",
		"text behind a bracket": "[::1]localhost", "IPv4 in brackets": "[127.0.0.1]", "a name in brackets": "[localhost]",
		"a port that is none": "localhost:http", "a port below zero": "localhost:-1", "two ports": "localhost:1:2",
		"a user": "localhost@evil.example", "a user before ours": "evil.example@localhost", "a list": "localhost, evil.example",
		"spaces": "local host", "a tab": "local\thost", "a NUL": "localhost\x00", "a percent sign": "localhos%74", "a path": "localhost/x", "a query": "localhost?x",
		"other letters that fold to ours": "local\u212aost", "a long one": strings.Repeat("a.", 400) + "localhost",
	} {
		if got := names(t, address, host); got.StatusCode != http.StatusBadRequest && got.StatusCode != http.StatusMisdirectedRequest {
			t.Errorf("%s: status %d\n%s", about, got.StatusCode, got.body)
		}
	}
}

// The host of the request's target counts where that has one: RFC 9112, section 3.2.2.
func TestHostsOfTargets(t *testing.T) {
	address := answering(t)
	for _, test := range []struct {
		about   string
		request string // its first lines
		status  int
	}{
		{"in the target", "GET http://localhost/ HTTP/1.1\r\nHost: evil.example\r\n", 200},
		{"without a Host, but in the target", "GET http://localhost/ HTTP/1.0\r\n", 200},
		{"another in the target", "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n", 421},
		{"another in a secure target", "GET https://evil.example:443/ HTTP/1.1\r\nHost: localhost\r\n", 421},
		{"another behind a user of our name", "GET http://localhost@evil.example/ HTTP/1.1\r\nHost: localhost\r\n", 421},
		{"a path that begins like a host", "GET //evil.example/ HTTP/1.1\r\nHost: localhost\r\n", 200}, // is a path
		{"none, in the old version", "GET / HTTP/1.0\r\n", 421},
		{"none", "GET / HTTP/1.1\r\n", 400},
		{"two", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n", 400},
		{"the same twice", "GET / HTTP/1.1\r\nHost: localhost\r\nhost: localhost\r\n", 400},
		{"one on a folded line", "GET / HTTP/1.1\r\nHost: localhost\r\n evil.example\r\n", 400},
		{"a space before the colon", "GET / HTTP/1.1\r\nHost : localhost\r\n", 400},
		{"every route, also one that is none", "OPTIONS * HTTP/1.1\r\nHost: evil.example\r\n", 421},
		{"a tunnel", "CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n", 421},
	} {
		t.Run(test.about, func(t *testing.T) {
			if got := say(t, address, test.request+"Connection: close\r\n\r\n"); got.StatusCode != test.status {
				t.Errorf("status %d, want %d\n%s", got.StatusCode, test.status, got.body)
			}
		})
	}
}

func TestParseHostsRefusesWhatNoRequestNames(t *testing.T) {
	for _, name := range []string{
		"", "https://museum.example", "museum.example/x", "*.museum.example", "*", "музей.example",
		"museum.example:x", "127.1", "[museum.example]", "a b", "10.0.0.0/8",
	} {
		if _, err := ParseHosts([]string{"localhost", name}); err == nil {
			t.Errorf("%q was taken", name)
		} else if !strings.Contains(err.Error(), "museum.example") {
			t.Errorf("%q: the error shows no form to write: %v", name, err)
		}
	}
}

func TestNoHostIsAddedByDefault(t *testing.T) {
	hosts, err := ParseHosts(nil)
	if err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string]bool{"localhost:64210": true, "[::1]": true, "museum.example": false, "192.0.2.1": false, "": false} {
		if hosts.Answers(host) != want || (Hosts{}).Answers(host) != want {
			t.Errorf("answers to %q: %t, want %t", host, !want, want)
		}
	}
}

func FuzzHosts(f *testing.F) {
	for _, host := range []string{"localhost:1", "[::1]:2", "evil.example", "a.:3", "[::ffff:1.2.3.4]", ""} {
		f.Add(host)
	}
	hosts, err := ParseHosts([]string{"museum.example"})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, host string) {
		if !hosts.Answers(host) {
			return
		}
		// What is answered to, net/url reads as one of ours, too.
		r, err := http.NewRequest(http.MethodGet, "http://"+host+"/", nil)
		if err != nil {
			t.Fatalf("%q is a host to us alone: %v", host, err)
		}
		name := strings.TrimSuffix(strings.ToLower(r.URL.Hostname()), ".")
		ours := name == "museum.example" || name == "localhost" || strings.HasSuffix(name, ".localhost") ||
			strings.HasPrefix(name, "127.") || strings.Contains(name, ":")
		if !ours {
			t.Errorf("%q, which is %q to net/url, was answered to", host, name)
		}
	})
}
