package main

import (
	"encoding/xml"
	"fmt"
	"io"
)

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name      string        `xml:"name,attr"`
	ClassName string        `xml:"classname,attr"`
	File      string        `xml:"file,attr,omitempty"`
	Line      int           `xml:"line,attr,omitempty"`
	Column    int           `xml:"column,attr,omitempty"`
	Failure   *junitFailure `xml:"failure"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

// junit prints one suite for each file and one failed case for each finding; a
// clean run has one case that passed, since an empty report is an error to
// some readers.
func (p *printer) junit(r *checkReport) error {
	out := junitSuites{Name: "pyidiom"}
	for _, f := range r.files {
		if len(f.findings) == 0 {
			continue
		}
		s := junitSuite{Name: f.path, Tests: len(f.findings), Failures: len(f.findings)}
		for i := range f.findings {
			x := &f.findings[i]
			at := pointAt(f.text, x.Start)
			s.Cases = append(s.Cases, junitCase{
				Name: fmt.Sprintf("%s:%d:%d", x.Rule.Code, at.Line, at.Column), ClassName: f.path, File: f.path, Line: at.Line, Column: at.Column,
				Failure: &junitFailure{
					Message: x.Message, Type: severityName(x.Severity),
					Text: fmt.Sprintf("%s:%d:%d: %s %s (%s)\n%s", f.path, at.Line, at.Column, x.Rule.Code, x.Message, x.Rule.Name, x.Rule.URL()),
				},
			})
		}
		out.Suites = append(out.Suites, s)
		out.Tests += s.Tests
		out.Failures += s.Failures
	}
	if len(out.Suites) == 0 {
		out.Tests = 1
		out.Suites = []junitSuite{{Name: "pyidiom", Tests: 1, Cases: []junitCase{{Name: "no findings", ClassName: "pyidiom"}}}}
	}
	if _, err := io.WriteString(p.w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(p.w)
	enc.Indent("", "  ")
	if err := enc.Encode(out); err != nil {
		return err
	}
	_, err := io.WriteString(p.w, "\n")
	return err
}
