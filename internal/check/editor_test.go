package check

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/textproto"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// The language server that most editors use for YAML, from its ordinary registry.
const languageServer = "yaml-language-server@1.25.0"

// An editor talks to a language server as editors do: over its standard streams,
// in messages of JSON-RPC.
type editor struct {
	t        *testing.T
	to       io.Writer
	messages chan message
	settings any
	last     int
}

type message struct {
	ID     json.RawMessage `json:"id,omitempty"`
	Method string          `json:"method,omitempty"`
	Params json.RawMessage `json:"params,omitempty"`
	Result json.RawMessage `json:"result,omitempty"`
	Error  json.RawMessage `json:"error,omitempty"`
}

// startEditor starts the language server, which it installs beside the caches of
// this machine if it is not there yet.
func startEditor(t *testing.T, settings any) *editor {
	t.Helper()
	node, err := exec.LookPath("node")
	npm, npmErr := exec.LookPath("npm")
	if err != nil || npmErr != nil {
		t.Skip("yaml-language-server not found: install node and npm")
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	dir := filepath.Join(cache, "annals-tests", languageServer)
	program := filepath.Join(dir, "node_modules", "yaml-language-server", "bin", "yaml-language-server")
	if _, err := os.Stat(program); err != nil {
		install := exec.CommandContext(t.Context(), npm, "install", "--prefix", dir, "--no-audit", "--no-fund", "--ignore-scripts", languageServer)
		if out, err := install.CombinedOutput(); err != nil {
			t.Skipf("yaml-language-server not found: let npm install %s: %v\n%s", languageServer, err, out)
		}
	}
	server := exec.CommandContext(t.Context(), node, program, "--stdio")
	server.Stderr = os.Stderr
	to, err := server.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	from, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	e := &editor{t: t, to: to, messages: make(chan message), settings: settings}
	go e.read(from)
	t.Cleanup(func() {
		to.Close()
		server.Process.Kill()
		for range e.messages {
		}
		server.Wait()
	})
	e.ask("initialize", object{"processId": os.Getpid(), "rootUri": nil, "capabilities": object{
		"workspace":    object{"configuration": true, "didChangeConfiguration": object{"dynamicRegistration": true}},
		"textDocument": object{"completion": object{"completionItem": object{"snippetSupport": true}}, "hover": object{}},
	}}, nil)
	e.send(object{"method": "initialized", "params": object{}})
	return e
}

// read passes on what the server says until it ends.
func (e *editor) read(from io.Reader) {
	defer close(e.messages)
	r := textproto.NewReader(bufio.NewReader(from))
	for {
		header, err := r.ReadMIMEHeader()
		if err != nil {
			return
		}
		length, err := strconv.Atoi(header.Get("Content-Length"))
		if err != nil {
			return
		}
		body := make([]byte, length)
		if _, err := io.ReadFull(r.R, body); err != nil {
			return
		}
		var m message
		if json.Unmarshal(body, &m) == nil {
			e.messages <- m
		}
	}
}

func (e *editor) send(m object) {
	e.t.Helper()
	m["jsonrpc"] = "2.0"
	body, err := json.Marshal(m)
	if err == nil {
		_, err = fmt.Fprintf(e.to, "Content-Length: %d\r\n\r\n%s", len(body), body)
	}
	if err != nil {
		e.t.Fatal(err)
	}
}

// next gives the next message that is no question, answering those: the server
// asks for its settings.
func (e *editor) next() message {
	e.t.Helper()
	for {
		var m message
		select {
		case got, ok := <-e.messages:
			if !ok {
				e.t.Fatal("the language server ended")
			}
			m = got
		case <-time.After(time.Minute):
			e.t.Fatal("the language server has said nothing for a minute")
		}
		if m.ID == nil || m.Method == "" {
			return m
		}
		var asked struct{ Items []struct{ Section string } }
		if m.Method == "workspace/configuration" && json.Unmarshal(m.Params, &asked) != nil {
			e.t.Fatalf("the language server asks in no form of the protocol: %s", m.Params)
		}
		answers := []any{}
		for _, item := range asked.Items {
			if item.Section == "yaml" {
				answers = append(answers, e.settings)
			} else {
				answers = append(answers, nil)
			}
		}
		e.send(object{"id": m.ID, "result": answers})
	}
}

// ask puts a question and waits for its answer.
func (e *editor) ask(method string, params, answer any) {
	e.t.Helper()
	e.last++
	e.send(object{"id": e.last, "method": method, "params": params})
	for {
		m := e.next()
		if string(m.ID) != strconv.Itoa(e.last) {
			continue
		}
		if m.Error != nil {
			e.t.Fatalf("%s: %s", method, m.Error)
		}
		if answer != nil {
			if err := json.Unmarshal(m.Result, answer); err != nil {
				e.t.Fatalf("%s: %v in %s", method, err, m.Result)
			}
		}
		return
	}
}

type diagnostic struct {
	Message string
	Range   struct{ Start struct{ Line, Character int } }
}

// open shows a file to the server and waits for what it marks in it.
func (e *editor) open(name, text string) []diagnostic {
	e.t.Helper()
	e.send(object{"method": "textDocument/didOpen", "params": object{
		"textDocument": object{"uri": fileURI(name), "languageId": "yaml", "version": 1, "text": text}}})
	for {
		m := e.next()
		var marked struct {
			URI         string
			Diagnostics []diagnostic
		}
		if m.Method == "textDocument/publishDiagnostics" && json.Unmarshal(m.Params, &marked) == nil && marked.URI == fileURI(name) {
			return marked.Diagnostics
		}
	}
}

// at is a place in a file, for questions about it. Lines and columns count from 0.
func at(name string, line, column int) object {
	return object{"textDocument": object{"uri": fileURI(name)}, "position": object{"line": line, "character": column}}
}
