package guard

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"annals.example/internal/headless"
)

// The sites of a network with a hostile one. Its page has a second name, which has come
// to mean our server.
const (
	evilSite    = "http://evil.example"
	ourSite     = "http://127.0.0.1:64210"
	sharedSite  = "http://127.0.0.1:64211" // lets evil.example read
	reboundSite = "http://rebound.example:64210"
)

// hostile opens the page of the hostile site. Into the journals goes what passes our
// guards.
func hostile(t *testing.T) (n *headless.Network, p *headless.Tab, ours, shared *journal) {
	t.Helper()
	listed, err := ParseOrigins([]string{evilSite})
	if err != nil {
		t.Fatal(err)
	}
	ours, shared = &journal{}, &journal{}
	guarded := func(origins Origins, passed *journal) http.Handler {
		return Chain(answers(`<title>ours</title><form id=form method=post action=/own><button>go</button></form>`),
			Hosts{}.Guard(Plain, Proxies{}), Headers(PagePolicy, Proxies{}), origins.Isolate(Plain, Proxies{}), passed.note, origins.Share("GET", "POST"))
	}
	closed := guarded(Origins{}, ours)
	n = headless.NewNetwork(t, map[string]http.Handler{
		"evil.example": answers("<title>evil</title>evil"), "127.0.0.1:64210": closed,
		"rebound.example:64210": closed, "127.0.0.1:64211": guarded(listed, shared),
	})
	p = headless.Start(t, n).Open(t, evilSite+"/")
	p.Expect("") // its console is its own matter
	p.Reach(ourSite, sharedSite, reboundSite)
	return n, p, ours, shared
}

func answers(page string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, "<!doctype html><body>"+page)
	}
}

// attacks is what a page of another site tries against a server at %[1]s, in every
// way that a browser has. It waits until each has come to its end, one way or another.
const attacks = `(async () => {
	const ours = %[1]q, all = [];
	const load = (tag, set) => all.push(new Promise(done => {
		const e = document.createElement(tag);
		e.onload = e.onerror = done;
		set(e);
		document.body.append(e);
	}));
	load('img', e => e.src = ours + '/img');
	load('script', e => e.src = ours + '/script');
	load('iframe', e => e.src = ours + '/iframe');
	load('link', e => { e.rel = 'stylesheet'; e.href = ours + '/style' });
	load('link', e => { e.rel = 'prefetch'; e.href = ours + '/prefetch' });
	load('iframe', e => e.name = 'sink');
	all.push(fetch(ours + '/fetch'));
	all.push(fetch(ours + '/blind', {mode: 'no-cors'}));
	all.push(fetch(ours + '/blind-post', {mode: 'no-cors', method: 'POST', body: 'while(true){}'}));
	all.push(fetch(ours + '/post', {method: 'POST', body: 'x', headers: {'Content-Type': 'application/json'}}));
	navigator.sendBeacon(ours + '/beacon', 'x');
	const form = document.createElement('form');
	form.method = 'POST'; form.action = ours + '/form'; form.target = 'sink';
	document.body.append(form);
	const sent = new Promise(done => document.querySelector('iframe[name=sink]').addEventListener('load', done));
	form.submit();
	all.push(sent);
	await Promise.allSettled(all);
	return 'tried';
})()`

func TestABrowserWithAHostilePage(t *testing.T) {
	n, p, ours, shared := hostile(t)
	came := func(request string) bool { return n.Times(request) > 0 }
	t.Run("in the background", func(t *testing.T) {
		headless.Get(p, chromedp.Evaluate[string](fmt.Sprintf(attacks, ourSite), chromedp.EvalAwaitPromise))
		for _, attack := range []string{
			"GET /img", "GET /script", "GET /iframe", "GET /style", "GET /prefetch", "GET /fetch", "GET /blind",
			"POST /blind-post", "OPTIONS /post", "POST /beacon", "POST /form",
		} {
			method, path, _ := strings.Cut(attack, " ")
			eventually(t, attack+" never came: the test proves nothing of it", func() bool { return came(method + " 127.0.0.1:64210" + path) })
		}
		if passed := ours.entries(); len(passed) > 0 {
			t.Errorf("these passed: %q", passed)
		}
	})
	read := func(site string) bool {
		return headless.Get(p, chromedp.Evaluate[bool](fmt.Sprintf(
			`fetch(%q, {method: 'POST', body: '{}', headers: {'Content-Type': 'application/json'}}).then(r => r.text()).then(text => text.includes("ours"), () => false)`,
			site+"/read"), chromedp.EvalAwaitPromise))
	}
	t.Run("to read", func(t *testing.T) {
		if read(ourSite) || !came("OPTIONS 127.0.0.1:64210/read") {
			t.Error("a foreign page read an answer, or never asked")
		}
		if !read(sharedSite) || !shared.has("POST /read") {
			t.Error("a page of a listed site could not read an answer")
		}
	})
	t.Run("with a link", func(t *testing.T) { // and then our own form, under our own headers
		p.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`setTimeout(() => location.href = %q)`, ourSite+"/linked")))
		eventually(t, "the link led nowhere", func() bool { return ours.has("GET /linked") })
		p.Do(chromedp.Click("#form button"))
		eventually(t, "our own form was not sent", func() bool { return ours.has("POST /own") })
	})
	t.Run("by a name that has come to mean this machine", func(t *testing.T) {
		p.Do(chromedp.Navigate(reboundSite + "/rebound"))
		if got := headless.Get(p, chromedp.Text("body")); !strings.Contains(got, "does not answer to the host") || ours.has("GET /rebound") {
			t.Errorf("it got %q", got)
		}
	})
}

// A journal notes which paths were asked for.
type journal struct {
	mu    sync.Mutex
	paths []string
}

func (j *journal) note(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		j.mu.Lock()
		j.paths = append(j.paths, r.Method+" "+r.URL.EscapedPath())
		j.mu.Unlock()
		next.ServeHTTP(w, r)
	})
}

func (j *journal) has(entry string) bool { return slices.Contains(j.entries(), entry) }

func (j *journal) entries() []string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.Clone(j.paths)
}

// eventually waits for what another program does.
func eventually(t *testing.T, otherwise string, is func() bool) {
	t.Helper()
	for range 600 {
		if is() {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Error(otherwise)
}
