package events

import "github.com/cayleygraph/quad"

// Base begins every name that the generator gives.
const Base = "http://annals.example/"

// The words of the graph. Where a vocabulary that is in use has one, it is
// that.
const (
	Type  quad.IRI = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
	Label quad.IRI = "http://www.w3.org/2000/01/rdf-schema#label"
	Same  quad.IRI = "http://www.w3.org/2002/07/owl#sameAs"
	Lat   quad.IRI = "http://www.w3.org/2003/01/geo/wgs84_pos#lat"
	Long  quad.IRI = "http://www.w3.org/2003/01/geo/wgs84_pos#long"

	Begin    quad.IRI = "http://semanticweb.cs.vu.nl/2009/11/sem/hasBeginTimeStamp"
	End      quad.IRI = "http://semanticweb.cs.vu.nl/2009/11/sem/hasEndTimeStamp"
	Place    quad.IRI = "http://semanticweb.cs.vu.nl/2009/11/sem/hasPlace"
	RoleType quad.IRI = "http://semanticweb.cs.vu.nl/2009/11/sem/roleType"

	Participation quad.IRI = Base + "term#participation" // from an event to a role in it
	Actor         quad.IRI = Base + "term#actor"         // from a role to who had it
	Signature     quad.IRI = Base + "term#signature"     // from an agreement
	Signer        quad.IRI = Base + "term#signer"        // from a signature, as are those that follow
	OnBehalfOf    quad.IRI = Base + "term#onBehalfOf"
	Instrument    quad.IRI = Base + "term#instrument" // to the agreement
	Date          quad.IRI = Base + "term#date"
)

// The classes. Those of events are Base + "class/" and a number.
const (
	classPerson    quad.IRI = Base + "class/person"
	classPlace     quad.IRI = Base + "class/place"
	classState     quad.IRI = Base + "class/state"
	classSource    quad.IRI = Base + "class/source"
	ClassAgreement quad.IRI = Base + "class/agreement"
)

const (
	dateTime quad.IRI = "http://www.w3.org/2001/XMLSchema#dateTime"
	decimal  quad.IRI = "http://www.w3.org/2001/XMLSchema#decimal"

	catalogue quad.IRI = Base + "source/catalogue"
)

// Links are the words that lead from one thing of the past to another, and not
// to a text, a date or a class.
func Links() []quad.IRI {
	return []quad.IRI{Participation, Actor, Signature, Signer, OnBehalfOf, Place}
}
