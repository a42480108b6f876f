package guard

import (
	"net/http"
	"strings"
	"testing"
)

func TestHostsAsTheyComeOverTheWire(t *testing.T) {
	hosts, err := ParseHosts([]string{"museum.example", "Archive.Example.:8443", "2001:db8::7", "192.0.2.7:8080"})
	if err != nil {
		t.Fatal(err)
	}
	address := serve(t, Usual(), hosts.Guard(Plain, Proxies{})(welcome))
	const refused = 0 // by us with 421, or before us: newer versions of net/http are stricter
	tests := []struct {
		about   string
		request string // its first lines
		status  int
	}{
		{"localhost", "GET / HTTP/1.1\r\nHost: localhost\r\n", 200},
		{"any port", "GET / HTTP/1.1\r\nHost: localhost:1\r\n", 200},
		{"an empty port", "GET / HTTP/1.1\r\nHost: localhost:\r\n", 200},
		{"upper case", "GET / HTTP/1.1\r\nHost: LOCALHOST:64210\r\n", 200},
		{"a final dot", "GET / HTTP/1.1\r\nHost: localhost.:64210\r\n", 200},
		{"below localhost", "GET / HTTP/1.1\r\nHost: annals.localhost:64210\r\n", 200},
		{"IPv4", "GET / HTTP/1.1\r\nHost: 127.0.0.1:64210\r\n", 200},
		{"another of the machine's own", "GET / HTTP/1.1\r\nHost: 127.9.9.9\r\n", 200},
		{"IPv6", "GET / HTTP/1.1\r\nHost: [::1]:64210\r\n", 200},
		{"IPv6 in full", "GET / HTTP/1.1\r\nHost: [0:0:0:0:0:0:0:1]\r\n", 200},
		{"IPv4 within IPv6", "GET / HTTP/1.1\r\nHost: [::ffff:127.0.0.1]\r\n", 200},
		{"added", "GET / HTTP/1.1\r\nHost: museum.example\r\n", 200},
		{"added, any port", "GET / HTTP/1.1\r\nHost: MUSEUM.example.:8080\r\n", 200},
		{"added with its port", "GET / HTTP/1.1\r\nHost: archive.example:8443\r\n", 200},
		{"added IPv6", "GET / HTTP/1.1\r\nHost: [2001:DB8:0::7]:64210\r\n", 200},
		{"added IPv4", "GET / HTTP/1.1\r\nHost: 192.0.2.7:8080\r\n", 200},
		{"in the target, which counts", "GET http://localhost/ HTTP/1.1\r\nHost: evil.example\r\n", 200},
		{"without a Host, but in the target", "GET http://localhost/ HTTP/1.0\r\n", 200},

		{"another", "GET / HTTP/1.1\r\nHost: evil.example\r\n", 421},
		{"the port of another rule", "GET / HTTP/1.1\r\nHost: archive.example:8080\r\n", 421},
		{"no port where one was added", "GET / HTTP/1.1\r\nHost: archive.example\r\n", 421},
		{"a name that begins alike", "GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n", 421},
		{"a name that ends alike", "GET / HTTP/1.1\r\nHost: notlocalhost\r\n", 421},
		{"below an added name", "GET / HTTP/1.1\r\nHost: x.museum.example\r\n", 421},
		{"an address that begins alike", "GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\n", 421},
		{"this network", "GET / HTTP/1.1\r\nHost: 0.0.0.0:64210\r\n", 421},
		{"IPv6 of nobody", "GET / HTTP/1.1\r\nHost: [::]\r\n", 421},
		{"a short address", "GET / HTTP/1.1\r\nHost: 127.1\r\n", 421},
		{"a number", "GET / HTTP/1.1\r\nHost: 2130706433\r\n", 421},
		{"a hexadecimal number", "GET / HTTP/1.1\r\nHost: 0x7f000001\r\n", 421},
		{"octal", "GET / HTTP/1.1\r\nHost: 0177.0.0.1\r\n", 421},
		{"IPv6 without brackets", "GET / HTTP/1.1\r\nHost: ::1\r\n", refused},
		{"a zone", "GET / HTTP/1.1\r\nHost: [::1%25lo]\r\n", refused},
		{"a bracket left open", "GET / HTTP/1.1\r\nHost: [::1\r\n", refused},
		{"two dots", "GET / HTTP/1.1\r\nHost: localhost..\r\n", 421},
		{"a dot alone", "GET / HTTP/1.1\r\nHost: .\r\n", 421},
		{"a port that is none", "GET / HTTP/1.1\r\nHost: localhost:http\r\n", refused},
		{"port 0", "GET / HTTP/1.1\r\nHost: localhost:0\r\n", 421},
		{"a port too high", "GET / HTTP/1.1\r\nHost: localhost:65536\r\n", 421},
		{"two ports", "GET / HTTP/1.1\r\nHost: localhost:1:2\r\n", refused},
		{"a user", "GET / HTTP/1.1\r\nHost: localhost@evil.example\r\n", refused},
		{"a user before ours", "GET / HTTP/1.1\r\nHost: evil.example@localhost\r\n", refused},
		{"a list", "GET / HTTP/1.1\r\nHost: localhost, evil.example\r\n", refused},
		{"other letters that fold to ours", "GET / HTTP/1.1\r\nHost: local\u212aost\r\n", refused},
		{"a long one", "GET / HTTP/1.1\r\nHost: " + strings.Repeat("a.", 400) + "localhost\r\n", refused},
		{"another in the target", "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n", 421},
		{"another in a secure target", "GET https://evil.example:443/ HTTP/1.1\r\nHost: localhost\r\n", 421},
		{"empty", "GET / HTTP/1.1\r\nHost:\r\n", 421},
		{"none, in the old version", "GET / HTTP/1.0\r\n", 421},
		{"none", "GET / HTTP/1.1\r\n", 400},
		{"two", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n", 400},
		{"spaces", "GET / HTTP/1.1\r\nHost: local host\r\n", 400},
		{"every route, also one that is none", "OPTIONS * HTTP/1.1\r\nHost: evil.example\r\n", 421},
		{"a tunnel", "CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n", 421},
	}
	for _, test := range tests {
		t.Run(test.about, func(t *testing.T) {
			got := say(t, address, test.request+"Connection: close\r\n\r\n")
			if test.status == refused && (got.StatusCode == http.StatusBadRequest || got.StatusCode == http.StatusMisdirectedRequest) {
				return
			}
			if got.StatusCode != test.status {
				t.Errorf("status %d, want %d\n%s", got.StatusCode, test.status, got.body)
			}
			if got.StatusCode == http.StatusMisdirectedRequest && (!strings.Contains(got.body, "host") || !strings.Contains(got.body, "hint: ") || len(got.body) > 500) {
				t.Errorf("an error that says not what and what next, or too much:\n%s", got.body)
			}
			if got.StatusCode == http.StatusMisdirectedRequest && got.Header.Get("Cache-Control") != "no-store" {
				t.Error("a refusal that a cache may keep")
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
