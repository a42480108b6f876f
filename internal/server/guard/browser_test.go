package guard

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// A journal notes which paths were asked for.
type journal struct {
	mu    sync.Mutex
	paths []string
}

func (j *journal) note(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		j.mu.Lock()
		j.paths = append(j.paths, r.Method+" "+r.URL.Path)
		j.mu.Unlock()
		next.ServeHTTP(w, r)
	})
}

func (j *journal) has(entry string) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.Contains(j.paths, entry)
}

// browse starts Chromium, to which every name of .example is this machine.
func browse(t *testing.T) context.Context {
	t.Helper()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("chromium not found: install the package chromium")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	t.Cleanup(cancel)
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium),
		chromedp.NoSandbox, // it does not start as root otherwise; the pages are ours
		chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("host-resolver-rules", "MAP *.example 127.0.0.1"),
		// What newer versions do against such pages by themselves would hide what we do.
		chromedp.Flag("disable-features", "LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests,HttpsUpgrades"),
	)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx
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
	ctx := browse(t)
	evil := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, "<!doctype html><title>evil</title><body>evil")
	}))
	t.Cleanup(evil.Close)
	evilSite := "http://evil.example:" + port(evil.URL)
	allowed, err := ParseOrigins([]string{evilSite})
	if err != nil {
		t.Fatal(err)
	}
	build := func(origins Origins) (site string, came, passed *journal) {
		came, passed = &journal{}, &journal{}
		h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, `<!doctype html><title>ours</title><form id=form method=post action=/own><button>go</button></form>`)
		})
		server := httptest.NewServer(Chain(h, came.note, Hosts{}.Guard(Plain, Proxies{}), Headers(PagePolicy, Proxies{}),
			origins.Isolate(Plain, Proxies{}), passed.note, origins.Share("GET", "POST")))
		t.Cleanup(server.Close)
		return server.URL, came, passed
	}
	closed, came, passed := build(Origins{})
	open, _, opened := build(allowed)

	do(ctx, t, chromedp.Navigate(evilSite))
	do(ctx, t, chromedp.Evaluate[string](fmt.Sprintf(attacks, closed), chromedp.EvalAwaitPromise))
	readable := fmt.Sprintf(`fetch(%q).then(r => r.text()).then(() => true, () => false)`, closed+"/read")
	if do(ctx, t, chromedp.Evaluate[bool](readable, chromedp.EvalAwaitPromise)) {
		t.Error("a foreign page read an answer")
	}
	shared := fmt.Sprintf(`fetch(%q, {method: 'POST', body: '{}', headers: {'Content-Type': 'application/json'}}).then(r => r.text())`, open+"/shared")
	if read := do(ctx, t, chromedp.Evaluate[string](shared, chromedp.EvalAwaitPromise)); !strings.Contains(read, "ours") || !opened.has("POST /shared") {
		t.Errorf("a page of a listed site read %q", read)
	}
	// A person follows a link, and sends our own form, which is under our own headers.
	do(ctx, t, chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`setTimeout(() => location.href = %q)`, closed+"/linked")))
	do(ctx, t, waitFor(passed, "GET /linked"))
	do(ctx, t, chromedp.Click("#form button"))
	do(ctx, t, waitFor(passed, "POST /own"))
	// A name that has come to mean this machine.
	do(ctx, t, chromedp.Navigate("http://rebound.example:"+port(closed)+"/rebound"))
	if rebound := do(ctx, t, chromedp.Text("body")); !strings.Contains(rebound, "does not answer to the host") {
		t.Errorf("a rebound name got %q", rebound)
	}
	for _, attack := range []string{
		"GET /img", "GET /script", "GET /iframe", "GET /style", "GET /fetch", "GET /blind",
		"POST /blind-post", "OPTIONS /post", "POST /beacon", "POST /form", "GET /rebound",
	} {
		if !came.has(attack) {
			t.Errorf("%s never came: the test proves nothing of it", attack)
		}
		if passed.has(attack) {
			t.Errorf("%s passed", attack)
		}
	}
	if passed.has("POST /post") {
		t.Error("a foreign page got past its preflight")
	}
}

// do runs one step, and fails the test where that cannot be.
func do[T any](ctx context.Context, t *testing.T, step chromedp.Action[T]) T {
	t.Helper()
	result, err := chromedp.Run(ctx, step)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func waitFor(j *journal, entry string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		for !j.has(entry) {
			select {
			case <-ctx.Done():
				return fmt.Errorf("%s never came: %w", entry, ctx.Err())
			case <-time.After(20 * time.Millisecond):
			}
		}
		return nil
	})
}

func port(site string) string {
	u, err := url.Parse(site)
	if err != nil {
		panic(err)
	}
	return u.Port()
}
