package snapshot

import (
	"bytes"
	"context"
)

// mergePortions is keys for portions in memory. It merges on one core, while f is
// busy with what was merged before on another.
func mergePortions(ctx context.Context, portions []*portion, f func(key []byte) error) error {
	batches := make(chan [][]byte, 4)
	err := sideBySide(ctx,
		func(ctx context.Context) error {
			defer close(batches)
			return mergeInto(ctx, batches, portions)
		},
		func(context.Context) error {
			for batch := range batches {
				for _, key := range batch {
					if err := f(key); err != nil {
						return err
					}
				}
			}
			return nil
		})
	for _, p := range portions {
		p.terms.release()
	}
	return err
}

// keyBatch is how many keys are handed over at once.
const keyBatch = 512

// mergeInto numbers the keys of all portions in their order, from 1, and gives each
// once.
func mergeInto(ctx context.Context, batches chan<- [][]byte, portions []*portion) error {
	type left struct {
		sorted []record
		ids    []uint32
	}
	rest := make([]left, len(portions))
	t := tournament[[]byte]{less: func(a, b []byte) bool { return bytes.Compare(a, b) < 0 }}
	for i, p := range portions {
		r := &rest[i]
		var err error
		if r.sorted, err = p.terms.sorted(); err != nil {
			return err
		}
		if p.ids, r.ids, err = newRegion[uint32](max(len(r.sorted), 1), 0); err != nil {
			return err
		}
		if len(r.sorted) > 0 {
			t.push(p.terms.key(place(r.sorted[0][1])), i)
		}
	}
	id := uint32(0)
	var last []byte
	var batch [][]byte
	for t.len() > 0 {
		key, from := t.least()
		if id == 0 || !bytes.Equal(key, last) {
			id++
			last = key
			batch = append(batch, key)
		}
		r, terms := &rest[from], portions[from].terms
		r.ids[terms.number(place(r.sorted[0][1]))] = id
		if r.sorted = r.sorted[1:]; len(r.sorted) == 0 {
			t.drop()
		} else {
			t.replace(terms.key(place(r.sorted[0][1])))
		}
		if len(batch) < keyBatch && t.len() > 0 {
			continue
		}
		select {
		case batches <- batch:
			batch = make([][]byte, 0, keyBatch)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
