// Package headless lets tests see pages as people do: in a browser without a window,
// which reaches nothing but the sites of the test.
//
// What a page should show is left to the tests of whoever serves it; the pages of Cayley's
// web UI, which two packages show, are known here.
package headless
