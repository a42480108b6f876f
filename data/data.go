// Package data holds the curated datasets, as their editors write them. What the
// files mean is the business of internal/dataset; how they are written is told in
// each dataset's README.
package data

import (
	"embed"
	"io/fs"
)

//go:embed soviet-mongolian/*.yaml soviet-mongolian/catalogue/*.yaml soviet-mongolian/sources/*.yaml
var files embed.FS

// SovietMongolian is Soviet-Mongolian military cooperation, 1911-1946: a
// directory of YAML-LD.
func SovietMongolian() fs.FS {
	sub, err := fs.Sub(files, "soviet-mongolian")
	if err != nil {
		panic(err) // it is embedded
	}
	return sub
}

//go:embed soviet-mongolian.annals
var sovietMongolian []byte

// SovietMongolianSnapshot is the same dataset, compiled: what a command opens when
// no other is named, without reading a file of text. `annals build -o
// data/soviet-mongolian.annals data/soviet-mongolian` makes it, and a test holds it
// against the files.
func SovietMongolianSnapshot() []byte { return sovietMongolian }
