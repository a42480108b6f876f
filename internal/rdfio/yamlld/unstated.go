package yamlld

// unstated reports what stands in a file of a dataset and is in none of its
// statements. The linter names the causes that we know of; this is what makes
// sure that nothing is ever lost in silence.
func (w *walker) unstated(v *value) {
	if !v.stated {
		w.lost(v.place)
		return
	}
	for _, e := range v.entries {
		t := w.scope.term(e.key)
		switch {
		case t.iri == "@id", t.iri == "@value", t.iri == "@type" && !w.isNode(v):
		case t.iri == "@graph", t.container("@list"):
			w.each(e.val)
		case t.def.Type == "@json":
		case e.val.kind == mapping && (meant{t, e}).indexed():
			for _, inner := range e.val.entries {
				w.each(inner.val)
			}
		default:
			w.each(e.val)
		}
	}
}

func (w *walker) each(v *value) {
	for _, item := range flat(v) {
		if item.kind == mapping && w.isNode(item) {
			w.unstated(item)
		} else if !item.stated {
			w.lost(item.place)
		}
	}
}

// isNode says whether a mapping is a node and not a value of JSON-LD's own.
func (w *walker) isNode(v *value) bool {
	return len(newKeys(w.scope, v).of("@value")) == 0
}

func (w *walker) lost(at place) {
	w.probs.add(at, "compare it with the format guide", "JSON-LD makes no statement of this")
}
