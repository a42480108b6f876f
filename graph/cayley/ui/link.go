package ui

import "net/url"

// Link gives the address, without host, at which the UI opens with a query, for a server
// with that prefix ("" or "/archive").
//
// A query with a name is meant to be one of Options.Ready: the page finds it by its name
// and runs it. Any other travels in the link's fragment, which browsers keep to
// themselves, so that its text is in no log and has no limit. Such a text is only filled
// in: whoever follows a link from elsewhere should see what it does before it runs.
func Link(prefix string, q Query) string {
	if q.Name != "" {
		return prefix + "/ui/?ready=" + url.QueryEscape(q.Name)
	}
	values := url.Values{"language": {q.Language}, "query": {q.Text}}
	if q.Draw {
		values.Set("draw", "1")
	}
	return prefix + "/ui/#" + values.Encode()
}
