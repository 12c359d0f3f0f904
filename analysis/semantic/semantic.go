// Package semantic tells what the names of one file mean.
//
// A [Module] is one version of a file. The calls that rules make most:
//
//	m.Is(call.Child(syntax.FFunction), "pydantic.Field")   // whatever it is called here
//	m.Resolve(n)                                           // "sqlalchemy.orm.Session", "" if not certain
//	m.Lookup(n)                                            // the symbol an identifier means, with its bindings
//	m.Uses(symbol)                                         // all references to it
//	c := m.Class(n)                                        // a class definition
//	c.IsSubclass("pydantic.BaseModel") == semantic.Yes     // through the bases, across files
//	c.Member("model_config")                               // what its own body binds
//	m.TypeOf(n).Is("sqlalchemy.ext.asyncio.AsyncSession")  // what an expression holds
//	m.Func(n).Params                                       // a function's parameters, decorators, kind
//	m.Free(m.ScopeOf(n), "lifespan")                       // may a fix bind this name here
//
// Nothing is guessed: what is not certain is "", nil or Unknown, and a rule
// that needs to know stays silent.
//
// Qualified names are canonical: where a library offers one thing under several
// names, one is chosen (see canonical.go): the public one, "pydantic.BaseModel"
// for pydantic.main.BaseModel. Those of the project begin with the dotted name
// of their module ("shop.models.Book"), builtins with "builtins.".
package semantic
