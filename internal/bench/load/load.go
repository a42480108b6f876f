// Package load asks an HTTP server over several connections at once, and measures how
// many answers come back and how long each takes.
//
// Which servers are compared, and what they are asked, is left to whoever calls.
package load

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"annals.example/internal/bench/measure"
)

// A Request is what is asked.
type Request struct {
	Method, Path, Body string
	Accept             string
	Status             int // wanted; 200 where it is 0
	Or                 int // right too, as 503 of a server that may be busy
}

// Options say how to ask.
type Options struct {
	Address     string // http://127.0.0.1:8080
	Connections int
	Time        time.Duration
	Requests    []Request // each connection asks them in turn, each beginning elsewhere
}

// A Result is what came back.
type Result struct {
	Times measure.Times // of every answer that was right
	Took  time.Duration
	Wrong int
	Err   error // of the first that was wrong
}

// Rate is how many right answers came back in a second.
func (r Result) Rate() float64 { return float64(len(r.Times)) / r.Took.Seconds() }

// And is the result of both, one after the other.
func (r Result) And(other Result) Result {
	r.Times = append(r.Times, other.Times...)
	r.Took += other.Took
	r.Wrong += other.Wrong
	r.Err = cmp.Or(r.Err, other.Err)
	return r
}

// Run asks until the time is over.
func Run(ctx context.Context, o Options) Result {
	transport := &http.Transport{MaxConnsPerHost: o.Connections, MaxIdleConnsPerHost: o.Connections, DisableCompression: true}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}
	ctx, cancel := context.WithTimeout(ctx, o.Time)
	defer cancel()
	start := time.Now()
	all := make([]Result, o.Connections)
	var connections sync.WaitGroup
	for i := range all {
		connections.Go(func() { all[i] = ask(ctx, client, o, i) })
	}
	connections.Wait()
	sum := Result{Took: time.Since(start)}
	for _, one := range all {
		sum = sum.And(one)
	}
	return sum
}

func ask(ctx context.Context, client *http.Client, o Options, first int) (r Result) {
	for i := first; ; i++ {
		begin := time.Now()
		err := once(ctx, client, o.Address, o.Requests[i%len(o.Requests)])
		switch {
		case ctx.Err() != nil:
			return r
		case err != nil:
			if r.Wrong++; r.Err == nil {
				r.Err = err
			}
		default:
			r.Times = append(r.Times, time.Since(begin))
		}
	}
}

func once(ctx context.Context, client *http.Client, address string, q Request) error {
	request, err := http.NewRequestWithContext(ctx, q.Method, address+q.Path, strings.NewReader(q.Body))
	if err != nil {
		return err
	}
	if q.Accept != "" {
		request.Header.Set("Accept", q.Accept)
	}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, response.Body)
	if response.StatusCode != cmp.Or(q.Status, http.StatusOK) && response.StatusCode != q.Or {
		err = errors.Join(err, fmt.Errorf("%s %s: %s", q.Method, q.Path, response.Status))
	}
	return errors.Join(err, response.Body.Close())
}
