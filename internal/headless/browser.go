package headless

import (
	"context"
	"net/url"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	cdpnetwork "github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// patience is for a machine that does much else.
const patience = time.Minute

// A Browser shows pages of a network.
type Browser struct{ ctx context.Context }

// Start starts a browser that reaches nothing but the network. Where there is none, the
// test is skipped.
func Start(t testing.TB, n *Network) *Browser {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			program = path
			break
		}
	}
	if program == "" {
		t.Skip("chromium not found: install it to see the pages as people do")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program),
		chromedp.NoSandbox, // which root cannot have
		chromedp.DisableGPU,
		chromedp.ProxyServer(n.server.URL),
		chromedp.Flag("proxy-bypass-list", "<-loopback>"), // loopback, too, is asked of the proxy
		chromedp.Flag("disable-component-update", true),
	)
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", program, err)
	}
	return &Browser{ctx}
}

// Open opens an address in a tab of 1280 by 800. When the test ends, the tab must have
// asked its own host alone, or what it may Reach, and its console be empty: it would have
// errors, warnings, and what the policy forbade.
func (b *Browser) Open(t testing.TB, address string) *Tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	// A deadline for the first step would be one for the whole tab.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	p := &Tab{t: t, ctx: ctx}
	p.Size(1280, 800)
	console, requests := chromedp.Console(ctx), chromedp.Events(ctx, cdpnetwork.RequestWillBeSent)
	t.Cleanup(func() {
		if ctx.Err() != nil {
			return // the browser is gone, which is said
		}
		const last = "the test is done"
		p.Do(chromedp.Evaluate[chromedp.Void](`console.log("` + last + `")`))
		for m, err := range console {
			if err != nil || m.Text == last {
				break
			}
			if !slices.ContainsFunc(p.expected, func(s string) bool { return strings.Contains(m.Text, s) }) {
				t.Errorf("console of %s: %s (%s:%d)", address, m, m.URL, m.Line)
			}
		}
		p.Do(chromedp.Evaluate[chromedp.Void](`location.href = "/healthz?last"`))
		for e, err := range requests {
			if err != nil || strings.HasSuffix(e.Request.URL, "?last") {
				break
			}
			if !slices.ContainsFunc(append(p.reached, address), func(site string) bool { return sameHost(site, e.Request.URL) }) {
				t.Errorf("%s asks for %s", address, e.Request.URL)
			}
		}
	})
	p.Do(chromedp.Navigate(address))
	return p
}

func sameHost(a, b string) bool {
	one, err := url.Parse(a)
	if err != nil {
		return false
	}
	other, err := url.Parse(b)
	return err == nil && (one.Scheme == other.Scheme && one.Host == other.Host || other.Scheme == "data")
}
