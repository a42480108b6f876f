package graph

import (
	"os"

	"annals.example/graph/snapshot"
)

// SnapshotFile gives the compiled form of the dataset as an open file, for OpenFile in
// another process; the caller closes it. A snapshot that was replaced by rename is
// still the edition that this dataset has; a dataset that stands in no file is
// copied into one without name.
func (d *Dataset) SnapshotFile() (*os.File, error) { return d.snap.Share() }

// OpenFile opens a snapshot that is an open file already, as from SnapshotFile; name
// is what people call it. The file belongs to the dataset from then on; where OpenFile
// fails, it stays the caller's.
func OpenFile(f *os.File, name string) (*Dataset, error) {
	snap, err := snapshot.OpenFile(f)
	if err != nil {
		return nil, err
	}
	return newDataset(snap, name), nil
}
