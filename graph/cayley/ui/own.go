package ui

import (
	_ "embed" // of the page's scripts and styles
	"encoding/json"
	"fmt"
)

//go:embed assets/page.js
var pageScript string

//go:embed assets/page.css
var pageStyle string

//go:embed assets/monaco.js
var monacoScript string

// own gives the files that are ours.
func (o Options) own() (map[string][]byte, error) {
	type query struct {
		Name     string `json:"name"`
		Title    string `json:"title"`
		Language string `json:"language"`
		Text     string `json:"text"`
		Draw     bool   `json:"draw"`
	}
	settings := struct {
		Home      string   `json:"home"`
		Languages []string `json:"languages"`
		Ready     []query  `json:"ready"`
	}{Home: o.Home, Languages: languages(), Ready: []query{}}
	for _, q := range o.Ready {
		settings.Ready = append(settings.Ready, query(q))
	}
	// Every JSON text is also JavaScript: ECMA-262 since 2019.
	text, err := json.Marshal(settings)
	if err != nil {
		return nil, fmt.Errorf("ready queries: %w", err)
	}
	return map[string][]byte{
		"page.js":   fmt.Appendf(nil, "const settings = %s;\n%s", text, pageScript),
		"page.css":  []byte(pageStyle),
		"monaco.js": []byte(monacoScript),
	}, nil
}
