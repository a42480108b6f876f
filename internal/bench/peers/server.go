package peers

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"time"

	"github.com/cayleygraph/quad"

	"annals.example/internal/bench/events"
	"annals.example/internal/bench/measure"
	"annals.example/internal/bench/questions"
	"annals.example/internal/rdfio/nquads"
)

// A Server is a peer that has a graph open and waits for questions.
type Server struct {
	name string
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Reader
	said bytes.Buffer // on its standard error
	dead error        // why it has ended
}

// Serve opens a graph that the peer has loaded.
func (p Peer) Serve(ctx context.Context, cache, dir string) (*Server, error) {
	command := p.Command(cache, "serve", dir)
	s := &Server{name: p.Name, cmd: exec.CommandContext(ctx, command[0], command[1:]...)}
	s.cmd.Stderr = &s.said
	in, err := s.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.in, s.out = in, bufio.NewReaderSize(out, 1<<20)
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	var ready struct{ Ready bool }
	if err := s.read(&ready); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// parameters are events.Parameters as a peer reads them.
type parameters struct {
	Entity string `json:"entity"`
	From   string `json:"from,omitempty"`
	To     string `json:"to,omitempty"`
}

func text(v quad.Value) string {
	if v == nil || v == quad.IRI("") {
		return ""
	}
	b, err := nquads.AppendValue(nil, v)
	if err != nil {
		return "" // the generator gives no such value
	}
	return string(b)
}

// Parameters writes what a question is asked about as JSON, as a peer's command
// line wants it.
func Parameters(p events.Parameters) string {
	b, err := json.Marshal(plain(p))
	if err != nil {
		panic(err) // three strings
	}
	return string(b)
}

func plain(p events.Parameters) parameters {
	return parameters{Entity: text(p.Entity), From: text(p.From), To: text(p.To)}
}

// Ask asks one question with each of params, or as many as the budget allows,
// and gives how long each took, by the peer's clock. Answers come only if wanted.
func (s *Server) Ask(id questions.ID, params []events.Parameters, budget time.Duration, wanted bool) (measure.Times, []questions.Plain, error) {
	request := struct {
		ID      questions.ID `json:"id"`
		Params  []parameters `json:"params"`
		Budget  float64      `json:"budget"`
		Answers bool         `json:"answers"`
	}{ID: id, Budget: float64(budget) / 1e6, Answers: wanted}
	for _, p := range params {
		request.Params = append(request.Params, plain(p))
	}
	line, err := json.Marshal(request)
	if err != nil {
		return nil, nil, err
	}
	if s.dead != nil {
		return nil, nil, s.dead
	}
	if _, err := s.in.Write(append(line, '\n')); err != nil {
		return nil, nil, s.failed()
	}
	var reply struct {
		Micros  []float64
		Answers []questions.Plain
		Error   string
	}
	if err := s.read(&reply); err != nil {
		return nil, nil, err
	}
	if reply.Error != "" {
		return nil, nil, fmt.Errorf("%s: %s", s.name, reply.Error)
	}
	times := make(measure.Times, len(reply.Micros))
	for i, micros := range reply.Micros {
		times[i] = time.Duration(micros * 1e3)
	}
	for _, a := range reply.Answers {
		a.Sort()
	}
	return times, reply.Answers, nil
}

func (s *Server) read(into any) error {
	line, err := s.out.ReadBytes('\n')
	if err != nil {
		return s.failed()
	}
	return json.Unmarshal(line, into)
}

// failed says why the peer has ended before its time.
func (s *Server) failed() error {
	err := errors.Join(s.in.Close(), s.cmd.Wait()) // what it said is whole only then
	if err == nil {
		err = errors.New("ended by itself")
	}
	s.dead = fmt.Errorf("%s: %w: %s", s.name, err, thrown(s.said.String()))
	return s.dead
}

// Close ends the peer.
func (s *Server) Close() error {
	if s.dead != nil {
		return nil // that was said before
	}
	return errors.Join(s.in.Close(), s.cmd.Wait())
}
