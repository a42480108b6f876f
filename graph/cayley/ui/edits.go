package ui

// edits make of Cayley's bundle one that works from where it is served, and only reads.
// All addresses become relative to the page, PREFIX/ui/. What the page then calls by
// cayleyPage is in assets/page.js.
var edits = []edit{
	{
		why: "paths from the page", file: pageFile, times: 2,
		old: `<link href="/static/`, new: `<link href="static/`,
	},
	{
		why: "the script in the page as the file that it also is, for the policy forbids scripts in pages", file: pageFile, times: 1,
		old: `<script>!function(a)`, until: `([])</script>`,
		new: `<script src="page.js"></script><script src="` + runtimeFile + `"></script>`,
	},
	{
		why: "paths from the page", file: pageFile, times: 2,
		old: `<script src="/static/`, new: `<script src="static/`,
	},
	{
		why: "an icon of 5 kB instead of 270", file: pageFile, times: 1,
		old: `<link rel="shortcut icon" href="/favicon.ico"/>`, new: `<link rel="icon" href="logo192.png"/>`,
	},
	{
		why: "no manifest: it serves to keep the page when the server is gone", file: pageFile, times: 1,
		old: `<link rel="apple-touch-icon" href="logo192.png"/><link rel="manifest" href="/manifest.json"/>`,
		new: `<link rel="stylesheet" href="page.css"/>`,
	},
	{
		why: "pictures from the page", file: runtimeFile, times: 1,
		old: `l.p="/"`, new: `l.p=""`,
	},
	{
		why: "source maps are not served", file: runtimeFile, times: 1,
		old: "\n//# sourceMappingURL=runtime-main.0686c6e7.js.map",
	},

	{
		why: "Cayley's address, which nothing here reads", file: libraryFile, times: 1,
		old: `REACT_APP_SERVER_URL:"http://localhost:64210"`, new: `REACT_APP_SERVER_URL:".."`,
	},
	{
		why: "the editor from here", file: libraryFile, times: 2,
		old: `https://cdn.jsdelivr.net/npm/monaco-editor@0.18.1/min/vs`, new: monacoFolder + `/min/vs`,
	},
	{
		why: "the script that is written into the page as a file", file: libraryFile, times: 1,
		old: `e.innerHTML="\n      require.config({ paths: { 'vs': '".concat(`, until: `\n    ")`,
		new: `e.src="monaco.js"`,
	},
	{
		why: "source maps are not served", file: libraryFile, times: 1,
		old: "\n//# sourceMappingURL=2.7d84b3fa.chunk.js.map",
	},
	{
		why: "source maps are not served", file: libraryCSS, times: 1,
		old: "\n/*# sourceMappingURL=2.6b51f286.chunk.css.map */",
	},
	{
		why: "icons from here: page.css has them", file: mainCSS, times: 1,
		old: `@import url(https://fonts.googleapis.com/icon?family=Material+Icons);`,
	},
	{
		why: "source maps are not served", file: mainCSS, times: 1,
		old: "\n/*# sourceMappingURL=main.72fe53e6.chunk.css.map */",
	},

	{
		why: "the API of this server", file: mainFile, times: 1,
		old: `"http://localhost:64210"`, new: `".."`,
	},
	{
		why: "MQL, which has no answers in JSON-LD", file: mainFile, times: 1,
		old: `headers:{Accept:"application/ld+json"}`,
		new: `headers:{Accept:"mql"===n?"application/json":"application/ld+json"}`,
	},
	{
		why: "Gizmo's functions, for completion, from the page", file: mainFile, times: 1,
		old: `"".concat("","/gizmo.d.ts")`, new: `"gizmo.d.ts"`,
	},
	{
		why: "no Query Shape: its route is in no server of Cayley's", file: mainFile, times: 1,
		old: `r.a.createElement(J.d,{activated:"queryShape"===n,onClick:function(){return c("queryShape")}},"Query Shape"),`,
	},
	{
		why: "no Write, but ready queries", file: mainFile, times: 1,
		old: `r.a.createElement(J.d,{activated:"write"===n,onClick:function(){return c("write")}},"Write")`,
		new: `cayleyPage.items(r.a.createElement,J.d)`,
	},
	{
		why: "the page that a link wants", file: mainFile, times: 1,
		old: `Object(a.useState)("query")`, new: `Object(a.useState)(cayleyPage.view)`,
	},
	{
		why: "a ready query runs when the editor is there", file: mainFile, times: 1,
		old: `i&&function(e,t){U.apply(this,arguments)}(i,b)`,
		new: `i&&(function(e,t){U.apply(this,arguments)}(i,b),cayleyPage.mounted(b))`,
	},
	{
		why: "Visualize shows an error or rows that it cannot draw, where it showed nothing or broke", file: mainFile, times: 1,
		old: `l&&"result"in l?r.a.createElement(ne,{data:ae(l.result),nodeComponent:ce,linkComponent:re}):null`,
		new: `l?cayleyPage.edges(l).length?r.a.createElement(ne,{data:ae(cayleyPage.edges(l)),nodeComponent:ce,linkComponent:re}):r.a.createElement(A,{value:cayleyPage.undrawn(l)}):null`,
	},
	{
		why: "a node by the end of its name, for whole ones cover each other", file: mainFile, times: 1,
		old: `r.a.createElement("text",{textAnchor:"end"},t.id)`,
		new: `r.a.createElement("text",{textAnchor:"end"},r.a.createElement("title",null,t.id),cayleyPage.label(t.id))`,
	},
	{
		why: "source maps are not served", file: mainFile, times: 1,
		old: "\n//# sourceMappingURL=main.84d3ab8c.chunk.js.map",
	},
}
