package guard

import (
	"net/http"
	"net/netip"
	"strings"
	"testing"
)

func TestClientBehindProxies(t *testing.T) {
	tests := []struct {
		about   string
		trusted string
		peer    string
		headers []string // "Name: value"
		want    string
	}{
		{"no proxy", "", "198.51.100.1:4000", nil, "198.51.100.1"},
		{"IPv6", "", "[2001:db8::1]:4000", nil, "2001:db8::1"},
		{"IPv4 that the system shows as IPv6", "", "[::ffff:198.51.100.1]:4000", nil, "198.51.100.1"},
		{"a zone", "", "[fe80::1%eth0]:4000", nil, "fe80::1"},
		{"a Unix socket", "", "@", nil, "invalid IP"},
		{"a client that says it is another", "", "198.51.100.1:4000", []string{"X-Forwarded-For: 203.0.113.9"}, "198.51.100.1"},
		{"the same, beside a proxy", "10.0.0.0/8", "198.51.100.1:4000", []string{"X-Forwarded-For: 203.0.113.9", "Forwarded: for=203.0.113.9"}, "198.51.100.1"},

		{"a proxy", "127.0.0.1", "127.0.0.1:4000", []string{"X-Forwarded-For: 198.51.100.1"}, "198.51.100.1"},
		{"a proxy, as IPv4 within IPv6", "127.0.0.1", "[::ffff:127.0.0.1]:4000", []string{"X-Forwarded-For: 198.51.100.1"}, "198.51.100.1"},
		{"a network written that way", "::ffff:10.0.0.0/104", "10.2.3.4:4000", []string{"X-Forwarded-For: 198.51.100.1"}, "198.51.100.1"},
		{"a proxy that says nothing", "127.0.0.1", "127.0.0.1:4000", nil, "127.0.0.1"},
		{"what the client wrote stands left", "127.0.0.1", "127.0.0.1:4000", []string{"X-Forwarded-For: 203.0.113.9, 127.0.0.1, 198.51.100.1"}, "198.51.100.1"},
		{"and on lines above", "127.0.0.1", "127.0.0.1:4000", []string{"X-Forwarded-For: 203.0.113.9", "X-Forwarded-For: 198.51.100.1"}, "198.51.100.1"},
		{"proxies in a row", "127.0.0.1 10.0.0.0/8", "127.0.0.1:4000", []string{"X-Forwarded-For: 203.0.113.9, 198.51.100.1, 10.1.1.1 ,10.2.2.2"}, "198.51.100.1"},
		{"proxies in a row, on lines", "127.0.0.1 10.0.0.0/8", "127.0.0.1:4000", []string{"X-Forwarded-For: 198.51.100.1", "X-Forwarded-For: 10.1.1.1"}, "198.51.100.1"},
		{"nothing but proxies", "10.0.0.0/8", "10.0.0.1:4000", []string{"X-Forwarded-For: 10.0.0.3, 10.0.0.2"}, "10.0.0.3"},
		{"a port", "127.0.0.1", "127.0.0.1:4000", []string{"X-Forwarded-For: 198.51.100.1:9999"}, "198.51.100.1"},
		{"IPv6 in brackets, with a port", "127.0.0.1", "127.0.0.1:4000", []string{"X-Forwarded-For: [2001:db8::5]:9999"}, "2001:db8::5"},
		{"IPv6 in brackets", "127.0.0.1", "127.0.0.1:4000", []string{"X-Forwarded-For: [2001:db8::5]"}, "2001:db8::5"},
		{"an address that a proxy does not tell", "127.0.0.1", "127.0.0.1:4000", []string{"X-Forwarded-For: 203.0.113.9, unknown"}, "127.0.0.1"},
		{"the proxy before it does not tell", "127.0.0.1 10.0.0.0/8", "127.0.0.1:4000", []string{"X-Forwarded-For: unknown, 10.0.0.2"}, "10.0.0.2"},
		{"an empty element", "127.0.0.1", "127.0.0.1:4000", []string{"X-Forwarded-For: 203.0.113.9,"}, "127.0.0.1"},

		{"the standard header", "127.0.0.1", "127.0.0.1:4000", []string{`Forwarded: for=203.0.113.9, For="[2001:db8::5]:47011";proto=https;by=10.0.0.1`}, "2001:db8::5"},
		{"the standard header, spaced", "127.0.0.1", "127.0.0.1:4000", []string{`Forwarded: proto=http ; for=198.51.100.1`}, "198.51.100.1"},
		{"a hidden address", "127.0.0.1", "127.0.0.1:4000", []string{`Forwarded: for=203.0.113.9, for=_hidden`}, "127.0.0.1"},
		{"an element without address", "127.0.0.1", "127.0.0.1:4000", []string{`Forwarded: for=203.0.113.9, proto=https`}, "127.0.0.1"},
		{"two addresses in one element", "127.0.0.1", "127.0.0.1:4000", []string{`Forwarded: for=203.0.113.9;for=198.51.100.1`}, "127.0.0.1"},
		{"a quote left open", "127.0.0.1", "127.0.0.1:4000", []string{`Forwarded: for="198.51.100.1`}, "127.0.0.1"},
		{"a comma in quotes", "127.0.0.1", "127.0.0.1:4000", []string{`Forwarded: by="x, for=203.0.113.9";for=198.51.100.1`}, "127.0.0.1"},

		{"a semicolon in quotes", "127.0.0.1", "127.0.0.1:4000", []string{`Forwarded: host="x;for=203.0.113.9;y"`}, "127.0.0.1"},

		{"both, agreeing", "127.0.0.1", "127.0.0.1:4000", []string{"X-Forwarded-For: 198.51.100.1", "Forwarded: for=198.51.100.1"}, "198.51.100.1"},
		{"both: the client wrote one of them", "127.0.0.1", "127.0.0.1:4000", []string{"X-Forwarded-For: 198.51.100.1", "Forwarded: for=203.0.113.9"}, "127.0.0.1"},
		{"both: the client wrote the other", "127.0.0.1", "127.0.0.1:4000", []string{"X-Forwarded-For: 203.0.113.9", "Forwarded: for=198.51.100.1"}, "127.0.0.1"},
	}
	for _, test := range tests {
		t.Run(test.about, func(t *testing.T) {
			proxies, err := ParseProxies(strings.Fields(test.trusted))
			if err != nil {
				t.Fatal(err)
			}
			r := &http.Request{RemoteAddr: test.peer, Header: http.Header{}}
			for _, line := range test.headers {
				name, value, _ := strings.Cut(line, ": ")
				r.Header.Add(name, value)
			}
			if got := proxies.Client(r).String(); got != test.want {
				t.Errorf("client %s, want %s", got, test.want)
			}
		})
	}
}

func TestParseProxiesRefusesWhatIsNoNetwork(t *testing.T) {
	for _, text := range []string{"", "proxy.example", "10.0.0.0/33", "10.0.0", "::ffff:0:0/90", "fe80::1%eth0", "*"} {
		if _, err := ParseProxies([]string{text}); err == nil || !strings.Contains(err.Error(), "10.1.0.0/16") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestSentByAProxy(t *testing.T) {
	proxies, err := ParseProxies([]string{"10.1.2.3/8"})
	if err != nil {
		t.Fatal(err)
	}
	for peer, want := range map[string]bool{"10.9.9.9:1": true, "11.0.0.1:1": false, "": false} {
		if proxies.Sent(&http.Request{RemoteAddr: peer}) != want {
			t.Errorf("%q: sent by a proxy: %t", peer, !want)
		}
	}
}

// Whatever stands in the headers, the address is one of those that it says or the
// proxy's, and the work is bounded by their length.
func FuzzClient(f *testing.F) {
	f.Add("198.51.100.1, 10.0.0.1", `for="[2001:db8::5]:1", for=_x`)
	f.Add(",,,", "for=;for=")
	proxies, err := ParseProxies([]string{"127.0.0.1", "10.0.0.0/8"})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, plain, standard string) {
		r := &http.Request{RemoteAddr: "127.0.0.1:1", Header: http.Header{}}
		r.Header.Set("X-Forwarded-For", plain)
		r.Header.Set("Forwarded", standard)
		got := proxies.Client(r)
		r.Header.Del("Forwarded")
		if other := proxies.Client(r); got != netip.MustParseAddr("127.0.0.1") && got != other {
			t.Errorf("%v with both headers, %v with one", got, other)
		}
	})
}
