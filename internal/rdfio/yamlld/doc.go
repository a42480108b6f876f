// Package yamlld reads YAML-LD: the files of a dataset, in which people write
// claims, and single documents from elsewhere.
//
// What a file means is its JSON-LD context and nothing else. YAML becomes JSON
// values by the YAML 1.2 core schema, json-gold expands them, and the expanded
// tree is walked to quads; json-gold reports which JSON object became which
// node, and so every statement gets the line and column of the key that states
// it. Nothing is ever fetched: a context is a file of the dataset.
//
// Much of what JSON-LD passes over in silence would be a claim lost in a
// dataset: a key without value, a node with an id alone, a text where a node
// belongs. In the files of a dataset all of this is an error with its place; in
// documents from elsewhere the standard holds. Whether a word is in the
// vocabulary, a date is a date or a link leads anywhere is left to the checks.
//
// Standards: YAML 1.2.2 (core schema, section 10.3), JSON-LD 1.1 API (expansion,
// section 5.1; to RDF, section 8.1), YAML-LD 1.0 Working Draft (JSON profile).
package yamlld

// Limits, so that no file can exhaust the machine. A dataset of ten thousand
// quads has about half a megabyte in all its files together.
const (
	// MaxFileSize is the most bytes a file may have. YAML's nodes take about a
	// hundred times what the text does.
	MaxFileSize = 8 << 20

	maxDepth      = 100       // nesting, of files and of contexts
	maxValues     = 2_000_000 // values of a file, each use of an alias counted
	maxPointers   = 512 << 20 // bytes of all JSON pointers that json-gold will build
	maxProblems   = 1000      // reported for one file
	maxTerms      = 20_000    // of a context
	maxTermChain  = 4         // terms defined by other terms, one after the other
	maxTermText   = 500       // bytes of a text in a context: one prefix can lengthen every id
	maxReferences = 64        // contexts that one document draws in
)
