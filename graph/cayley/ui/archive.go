package ui

import (
	"archive/zip"
	"bytes"
	_ "embed" // of the archive
	"encoding/binary"
	"fmt"
	"io"
)

// The archive holds what Cayley's page takes from elsewhere: of the npm package
// monaco-editor the editor, the languages and workers that the page uses, and of
// material-design-icons-iconfont the font, each with its licence. The first part of a
// path names package and version. A test makes it and holds it against the packages.
//
//go:generate go test -run TestArchive -update .
//go:embed assets/editor.zip
var archive []byte

// The folders of the archive, as the page's addresses name them.
const (
	monacoFolder = "monaco-editor-0.18.1"
	iconsFolder  = "material-design-icons-iconfont-5.0.1"
)

// archived gives the files of the archive by their paths.
func archived() (map[string]*file, error) {
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, fmt.Errorf("assets/editor.zip: %w", err)
	}
	files := map[string]*file{}
	for _, entry := range z.File {
		f, err := stored(entry)
		if err != nil {
			return nil, fmt.Errorf("assets/editor.zip: %s: %w", entry.Name, err)
		}
		f.forever = true
		files[entry.Name] = f
	}
	return files, nil
}

// stored takes an entry as it lies in the archive. A deflated one needs only another
// header and trailer to be gzip (RFC 1952, section 2.3), so nothing is compressed anew,
// nor even read.
func stored(entry *zip.File) (*file, error) {
	raw, err := entry.OpenRaw()
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(raw)
	if err != nil {
		return nil, err
	}
	size := int(entry.UncompressedSize64)
	if entry.Method == zip.Store {
		return newFile(entry.Name, body, false, size)
	}
	const deflate, best, unknownSystem = 8, 2, 255
	gz := []byte{0x1f, 0x8b, deflate, 0, 0, 0, 0, 0, best, unknownSystem}
	gz = append(gz, body...)
	gz = binary.LittleEndian.AppendUint32(gz, entry.CRC32)
	gz = binary.LittleEndian.AppendUint32(gz, uint32(size))
	return newFile(entry.Name, gz, true, size)
}
