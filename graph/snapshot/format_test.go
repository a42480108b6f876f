package snapshot

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

// A stranger reads a file from what FORMAT.md says, and uses nothing of this
// package.
type stranger struct {
	file     []byte
	sections [11][]byte
	counts   [14]uint64 // from the header, from offset 48
	terms    []string   // as N-Quads would have them, but for escapes
}

func u32(b []byte, i int) uint32 { return binary.LittleEndian.Uint32(b[4*i:]) }
func u64(b []byte, i int) uint64 { return binary.LittleEndian.Uint64(b[8*i:]) }

func readAsStranger(file []byte) (*stranger, error) {
	s := &stranger{file: file}
	if string(file[:8]) != "ANNALS\r\n" || u32(file, 2) != 1 {
		return nil, fmt.Errorf("no file of version 1")
	}
	head := bytes.Clone(file[:1024])
	clear(head[16:48])
	if sum := sha256.Sum256(head); !bytes.Equal(sum[:], file[16:48]) {
		return nil, fmt.Errorf("the hash of the header is not right")
	}
	for i := range s.counts {
		s.counts[i] = u64(file[48:], i)
	}
	end := uint64(1024)
	for i := range s.sections {
		e := file[160+48*i:]
		offset, length := u64(e, 0), u64(e, 1)
		if offset != (end+63)/64*64 {
			return nil, fmt.Errorf("section %d is at %d", i, offset)
		}
		end = offset + length
		s.sections[i] = file[offset:end]
		if sum := sha256.Sum256(s.sections[i]); !bytes.Equal(sum[:], e[16:48]) {
			return nil, fmt.Errorf("the hash of section %d is not right", i)
		}
	}
	if uint64(len(file)) != s.counts[0] || (end+63)/64*64 != s.counts[0] {
		return nil, fmt.Errorf("the file is not as long as it says")
	}
	s.readTerms()
	return s, nil
}

func (s *stranger) readTerms() {
	text, blocks := s.sections[0], s.sections[1]
	total := uint64(0)
	for _, n := range s.counts[7:] {
		total += n
	}
	var first []byte
	for i := range total {
		if i%16 == 0 {
			text, first = s.sections[0][u64(blocks, int(i/16)):u64(blocks, int(i/16)+1)], nil
		}
		shared, n := binary.Uvarint(text)
		text = text[n:]
		length, n := binary.Uvarint(text)
		stored := append(bytes.Clone(first[:shared]), text[n:n+int(length)]...)
		text = text[n+int(length):]
		if i%16 == 0 {
			first = stored
		}
		kind, rest := 1, i
		for rest >= s.counts[6+kind] {
			rest -= s.counts[6+kind]
			kind++
		}
		s.terms = append(s.terms, written(kind, string(stored)))
	}
}

func written(kind int, stored string) string {
	codes := strings.Fields("- EDTF date dateTime dateTimeStamp gYear gYearMonth integer long int short byte nonNegativeInteger " +
		"positiveInteger nonPositiveInteger negativeInteger unsignedLong unsignedInt unsignedShort unsignedByte decimal double float")
	before, after, _ := strings.Cut(stored, "\x00")
	switch kind {
	case 1:
		return "<" + stored + ">"
	case 2:
		return "_:" + stored
	case 3:
		return `"` + stored + `"`
	case 4:
		return `"` + after + `"@` + before
	case 5:
		return `"` + after + `"^^<` + before + ">"
	}
	if stored[0] == 1 {
		return `"` + stored[1:] + `"^^<http://id.loc.gov/datatypes/edtf/EDTF>`
	}
	return `"` + stored[1:] + `"^^<http://www.w3.org/2001/XMLSchema#` + codes[stored[0]] + ">"
}

func (s *stranger) row(i uint32) string {
	var b strings.Builder
	for d := range 4 {
		if id := u32(s.sections[4], int(i)*4+d); id != 0xFFFFFFFF {
			b.WriteString(s.terms[id-1] + " ")
		}
	}
	return b.String()
}

// all gives the quads four times: by subject, object, predicate and label, and
// checks that the index that leads to each of them says what it is.
func (s *stranger) all() (orders [4][]string, err error) {
	wrong := func(what string, i int) { err = fmt.Errorf("%s at %d is not what its row says", what, i) }
	n := int(s.counts[1])
	at := func(section, width, i, field int) uint32 { return u32(s.sections[section], i*width+field) }
	for id := 1; id < len(s.sections[3])/4; id++ {
		for i := u32(s.sections[3], id-1); i < u32(s.sections[3], id); i++ {
			orders[0] = append(orders[0], s.row(i))
			if at(4, 4, int(i), 0) != uint32(id) {
				wrong("subject", int(i))
			}
		}
	}
	for id := 1; id < len(s.sections[5])/4; id++ {
		for i := int(u32(s.sections[5], id-1)); i < int(u32(s.sections[5], id)); i++ {
			row := int(at(6, 3, i, 2))
			orders[1] = append(orders[1], s.row(uint32(row)))
			if at(4, 4, row, 2) != uint32(id) || at(4, 4, row, 1) != at(6, 3, i, 0) || at(4, 4, row, 0) != at(6, 3, i, 1) {
				wrong("object", i)
			}
		}
	}
	for p := range int(s.counts[3]) {
		end := n
		if p+1 < int(s.counts[3]) {
			end = int(at(7, 4, p+1, 1))
		}
		for i := int(at(7, 4, p, 1)); i < end; i++ {
			row := int(at(8, 3, i, 2))
			orders[2] = append(orders[2], s.row(uint32(row)))
			if at(4, 4, row, 1) != at(7, 4, p, 0) || at(4, 4, row, 2) != at(8, 3, i, 0) || at(4, 4, row, 0) != at(8, 3, i, 1) {
				wrong("predicate", i)
			}
		}
	}
	for g := range int(s.counts[5]) {
		end := n
		if g+1 < int(s.counts[5]) {
			end = int(at(9, 2, g+1, 1))
		}
		for i := int(at(9, 2, g, 1)); i < end; i++ {
			row := u32(s.sections[10], i)
			orders[3] = append(orders[3], s.row(row))
			if at(4, 4, int(row), 3) != at(9, 2, g, 0) {
				wrong("label", i)
			}
		}
	}
	return orders, err
}

// TestAStrangerReadsTheSameQuads holds FORMAT.md against the builder.
func TestAStrangerReadsTheSameQuads(t *testing.T) {
	quads := randomQuads(3000, 7)
	var want []string
	for _, q := range distinct(quads) {
		line := ""
		for _, d := range quad.Directions {
			line += plain(q.Get(d))
		}
		want = append(want, line)
	}
	slices.Sort(want)
	s, err := readAsStranger(mustBytes(t, quads))
	if err != nil {
		t.Fatal(err)
	}
	orders, err := s.all()
	if err != nil {
		t.Error(err)
	}
	for i, got := range orders {
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("order %d gives %d quads, and they are not the %d that went in", i, len(got), len(want))
		}
	}
}

// TestAStrangerFindsTerms holds what FORMAT.md says of slots against the file.
func TestAStrangerFindsTerms(t *testing.T) {
	file := mustBytes(t, randomQuads(3000, 8))
	s, err := readAsStranger(file)
	if err != nil {
		t.Fatal(err)
	}
	own, err := OpenBytes(file)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range s.terms {
		got := plain(own.Term(ID(i + 1)))
		if strings.TrimSpace(got) != want {
			t.Fatalf("term %d is %s to us and %s to a stranger", i+1, got, want)
		}
		if id := own.ID(own.Term(ID(i + 1))); int(id) != i+1 {
			t.Errorf("term %d is found as %d", i+1, id)
		}
	}
	const phi = 0x9E3779B97F4A7C15
	// "a" as an IRI: one step with the rest of the bytes.
	h := uint64(1+256) ^ 'a'
	h *= phi
	h ^= h >> 29
	h *= phi
	h ^= h >> 32
	if got := termHash(KindIRI, "a"); got != h {
		t.Errorf("the hash of <a> is %x, and %x as FORMAT.md has it", got, h)
	}
}

// plain writes a value as a stranger does.
func plain(v quad.Value) string {
	switch v := v.(type) {
	case nil:
		return ""
	case quad.String:
		return `"` + string(v) + `" `
	case quad.LangString:
		return `"` + string(v.Value) + `"@` + v.Lang + " "
	case quad.TypedString:
		return `"` + string(v.Value) + `"^^<` + string(v.Type) + "> "
	}
	return v.String() + " "
}
