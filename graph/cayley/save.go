package cayley

import "maps"

// save tags the nodes of a plan.
type save struct {
	plan
	tags []string
}

func (s save) cost() cost {
	c := s.plan.cost()
	c.tags = true
	return c
}

func (s save) scan() scanner { return saveScan{s.plan.scan(), s.tags} }
func (s save) lookup() index { return saveIndex{s.plan.lookup(), s.tags} }

type saveScan struct {
	scanner
	tags []string
}

func (s saveScan) tag(dst tags) {
	s.scanner.tag(dst)
	for _, t := range s.tags {
		dst[t] = s.node().ref()
	}
}

type saveIndex struct {
	index
	tags []string
}

func (x saveIndex) tag(dst tags) {
	x.index.tag(dst)
	for _, t := range x.tags {
		dst[t] = x.node().ref()
	}
}

// tagged adds tags that are always the same.
type tagged struct {
	plan
	tags tags
}

func (t tagged) cost() cost {
	c := t.plan.cost()
	c.tags = true
	return c
}

func (t tagged) scan() scanner { return taggedScan{t.plan.scan(), t.tags} }
func (t tagged) lookup() index { return taggedIndex{t.plan.lookup(), t.tags} }

type taggedScan struct {
	scanner
	tags tags
}

func (s taggedScan) tag(dst tags) {
	s.scanner.tag(dst)
	maps.Copy(dst, s.tags)
}

type taggedIndex struct {
	index
	tags tags
}

func (x taggedIndex) tag(dst tags) {
	x.index.tag(dst)
	maps.Copy(dst, x.tags)
}
