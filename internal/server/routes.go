package server

import (
	"context"
	"net/http"

	"annals.example/graph"
	"annals.example/internal/server/cayleyapi"
	"annals.example/internal/server/observe"
	"annals.example/internal/web"
)

// mux sends a request to what answers its address.
func (s *Server) mux() *http.ServeMux {
	mux := http.NewServeMux()
	for pattern, h := range s.routes() {
		mux.Handle(pattern, h)
	}
	return mux
}

// routes joins addresses, as patterns of http.ServeMux, and what answers them. Other
// sites that may are let in to the data alone; at most of their addresses pages are,
// too.
func (s *Server) routes() map[string]http.Handler {
	routes := map[string]http.Handler{}
	share := s.options.Origins.Share(http.MethodGet, http.MethodHead, http.MethodPost)
	data := func(pattern string, h http.HandlerFunc) { routes[pattern] = share(s.reading(h)) }
	get := func(pattern string, h http.HandlerFunc) { routes[pattern] = s.reading(h) }

	data("/{type}", s.list)
	data(thingRoute, s.routedThing)
	data("/ask/{name}", s.ask)
	for _, f := range append(formats{{}}, answerFormats[1:]...) {
		data("/about"+f.ext, s.about)
		data("/ask"+f.ext, s.questions)
		data("/search"+f.ext, s.search)
		data("/sources"+f.ext, s.list)
	}
	for _, f := range append(formats{{}}, thingFormats[1:]...) {
		data("/entity"+f.ext, s.entity)
	}
	for _, f := range append(formats{{}}, rdfFormats...) {
		data("/vocabulary"+f.ext, s.vocabulary)
		data(voidPath+f.ext, s.void)
	}
	data("/dump.nq.gz", s.dump(nquads))
	data("/dump.trig.gz", s.dump(trig))

	get("/{$}", s.page("home", "what the dataset is stands at "+s.options.Prefix+"/about.json", (*web.Pages).Home))
	get("/query", s.page("query", "programs put queries to "+s.options.Prefix+"/api/v2/query: annals help api", (*web.Pages).Query))
	get("/assets/", web.Assets().ServeHTTP)
	get("/ui", s.cayleyUI)
	get("/ui/", s.cayleyUI)
	get("/healthz", observe.Healthz(s.health).ServeHTTP)
	get("/metrics", s.metrics.Handler().ServeHTTP)
	if s.options.Prefix == "" { // below a path of a site, crawlers look at the site's own
		get("/robots.txt", robotsTxt)
	}

	api := cayleyapi.New(cayleyapi.Options{Use: s.useQueries, Hold: s.sending.Hold, HoldBody: s.receiving.Hold, Log: s.log})
	for _, pattern := range cayleyapi.Routes() {
		routes[pattern] = share(api)
	}
	// Of what only has something below it, the multiplexer would send to the path with a
	// slash, and past the prefix.
	routes["/api"] = share(api)
	get("/assets", s.list)
	return routes
}

const thingRoute = "/{type}/{slug...}"

// routedThing answers at the address of a thing. Operators see its data as a route of
// their own: harvesters ask for those, and people for pages.
func (s *Server) routedThing(w http.ResponseWriter, r *http.Request) {
	s.thing(w, r)
	if w.Header().Get("Content-Location") != "" { // of the data, also of those chosen by Accept
		observe.Route(r.Context(), thingRoute+".data")
	}
}

// cayleyUI answers with Cayley's web UI.
func (s *Server) cayleyUI(w http.ResponseWriter, r *http.Request) {
	e, done := s.use()
	defer done()
	e.ui.ServeHTTP(w, r)
}

// useQueries gives Cayley's API the edition that is served now.
func (s *Server) useQueries(context.Context) (*graph.Dataset, cayleyapi.Runner, func(), error) {
	e, done := s.use()
	return e.data, noted{e.pool}, done, nil
}
