package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"annals.example/internal/headless"
)

// TestKeyboard asks without a mouse: by Tab, letters and Enter.
func TestKeyboard(t *testing.T) {
	browser := browse(t)
	for _, site := range []string{home, museum} {
		t.Run(site, func(t *testing.T) {
			t.Run("past the frame", func(t *testing.T) {
				p := browser.Open(t, site+"/person/genden")
				press(p, kb.Tab)
				if got := focused(p); got != "To the content" {
					t.Errorf("the first Tab leads to %q", got)
				}
				press(p, kb.Enter)
				tabTo(t, p, "person")
			})
			t.Run("to somebody", func(t *testing.T) {
				p := browser.Open(t, site+"/")
				tabTo(t, p, "q")
				press(p, "Чойбалсан"+kb.Enter)
				headless.Wait[bool](p, `location.pathname.endsWith("/search") && document.readyState === "complete"`)
				tabTo(t, p, "Khorloogiin Choibalsan")
				press(p, kb.Enter)
				headless.Wait[bool](p, `location.pathname.endsWith("/person/choibalsan") && document.querySelector("h1").innerText === "Khorloogiin Choibalsan"`)
			})
			t.Run("to an answer", func(t *testing.T) {
				p := browser.Open(t, site+"/ask")
				tabTo(t, p, "Who signed an agreement, for whom, in what capacity, when and where, and who says so")
				press(p, kb.Enter)
				headless.Wait[bool](p, `location.pathname.endsWith("/ask/who-signed") && document.readyState === "complete"`)
				tabTo(t, p, "agreement")
				press(p, "Протокол взаимопомощи")
				tabTo(t, p, "Ask")
				press(p, kb.Enter)
				headless.Wait[bool](p, `location.search.startsWith("?agreement=") && document.readyState === "complete"`)
				shown := headless.Get(p, chromedp.Evaluate[string](`document.querySelector("main").innerText`))
				for _, want := range []string{"Protocol of Mutual Assistance between the USSR and the MPR", "Anandyn Amar", "Bold, Limited War, web-29"} {
					if !strings.Contains(shown, want) {
						t.Errorf("the answer does not show %q:\n%s", want, shown)
					}
				}
			})
			t.Run("whom to believe", func(t *testing.T) {
				p := browser.Open(t, site+"/ask/who-signed?agreement=agreement/1936-protocol")
				tabTo(t, p, "Whom to believe")
				press(p, kb.Enter)
				tabTo(t, p, "without=tertiary")
				press(p, " ")
				tabTo(t, p, "Ask")
				press(p, kb.Enter)
				headless.Wait[bool](p, `location.search.includes("without=tertiary") && document.readyState === "complete"`)
				if shown := headless.Get(p, chromedp.Evaluate[string](`document.querySelector("main table").innerText`)); strings.Contains(shown, "Wikipedia") || !strings.Contains(shown, "Bold") {
					t.Errorf("without tertiary sources:\n%s", shown)
				}
			})
		})
	}
}

func press(p *headless.Tab, keys string) { p.Do(chromedp.KeyEvent(keys)) }

// tabTo presses Tab until the focus is where it is wanted: a link or button of that text,
// a field of that name. It is seen wherever it stops.
func tabTo(t *testing.T, p *headless.Tab, wanted string) {
	t.Helper()
	var stops []string
	for range 80 {
		press(p, kb.Tab)
		stop := focused(p)
		stops = append(stops, stop)
		if stop == wanted {
			return
		}
	}
	t.Fatalf("Tab never leads to %q, but to\n%s", wanted, strings.Join(stops, "\n"))
}

// focused says what has the focus, and that it is not seen where it is not.
func focused(p *headless.Tab) string {
	return headless.Wait[string](p, `new Promise((done) => requestAnimationFrame(() => {
		const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
		const name = e.type === "checkbox" ? e.name + "=" + e.value : e.name || e.innerText || e.tagName;
		const seen = e === document.body || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 &&
			box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
		done(seen ? name.trim() : "unseen: " + name.trim());
	}))`)
}
