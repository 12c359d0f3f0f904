package semantic

import "strings"

// libraryBases are the bases, object left out, of the library classes that
// rules ask for. A library class that is not here has bases that are not known.
var libraryBases = map[string][]string{
	"pydantic.BaseModel":                             {},
	"pydantic.RootModel":                             {"pydantic.BaseModel"},
	"pydantic.BaseSettings":                          {"pydantic.BaseModel"},
	"pydantic.generics.GenericModel":                 {"pydantic.BaseModel"},
	"pydantic_settings.BaseSettings":                 {"pydantic.BaseModel"},
	"pydantic.v1.BaseModel":                          {},
	"pydantic.v1.BaseSettings":                       {"pydantic.v1.BaseModel"},
	"pydantic.v1.generics.GenericModel":              {"pydantic.v1.BaseModel"},
	"sqlmodel.SQLModel":                              {"pydantic.BaseModel"},
	"sqlmodel.Session":                               {"sqlalchemy.orm.Session"},
	"sqlmodel.ext.asyncio.session.AsyncSession":      {"sqlalchemy.ext.asyncio.AsyncSession"},
	"sqlalchemy.orm.DeclarativeBase":                 {},
	"sqlalchemy.orm.DeclarativeBaseNoMeta":           {},
	"sqlalchemy.orm.MappedAsDataclass":               {},
	"sqlalchemy.orm.Session":                         {},
	"sqlalchemy.orm.sessionmaker":                    {},
	"sqlalchemy.orm.scoped_session":                  {},
	"sqlalchemy.orm.registry":                        {},
	"sqlalchemy.ext.asyncio.AsyncAttrs":              {},
	"sqlalchemy.ext.asyncio.AsyncSession":            {},
	"sqlalchemy.ext.asyncio.AsyncConnection":         {},
	"sqlalchemy.ext.asyncio.AsyncEngine":             {},
	"sqlalchemy.ext.asyncio.async_sessionmaker":      {},
	"sqlalchemy.ext.asyncio.async_scoped_session":    {},
	"sqlalchemy.engine.Engine":                       {},
	"sqlalchemy.engine.Connection":                   {},
	"fastapi.FastAPI":                                {"starlette.applications.Starlette"},
	"fastapi.APIRouter":                              {"starlette.routing.Router"},
	"fastapi.HTTPException":                          {"starlette.exceptions.HTTPException"},
	"fastapi.WebSocketException":                     {"starlette.exceptions.WebSocketException"},
	"fastapi.routing.APIRoute":                       {"starlette.routing.Route"},
	"starlette.applications.Starlette":               {},
	"starlette.routing.Router":                       {},
	"starlette.exceptions.HTTPException":             {"builtins.Exception"},
	"starlette.exceptions.WebSocketException":        {"builtins.Exception"},
	"starlette.middleware.base.BaseHTTPMiddleware":   {},
	"starlette.testclient.TestClient":                {"httpx.Client"},
	"starlette.requests.Request":                     {"starlette.requests.HTTPConnection"},
	"starlette.requests.HTTPConnection":              {},
	"starlette.websockets.WebSocket":                 {"starlette.requests.HTTPConnection"},
	"starlette.responses.Response":                   {},
	"starlette.responses.JSONResponse":               {"starlette.responses.Response"},
	"starlette.responses.HTMLResponse":               {"starlette.responses.Response"},
	"starlette.responses.PlainTextResponse":          {"starlette.responses.Response"},
	"starlette.responses.RedirectResponse":           {"starlette.responses.Response"},
	"starlette.responses.StreamingResponse":          {"starlette.responses.Response"},
	"starlette.responses.FileResponse":               {"starlette.responses.Response"},
	"httpx.Client":                                   {},
	"httpx.AsyncClient":                              {},
	"django.db.models.Model":                         {},
	"django.db.models.Manager":                       {},
	"django.db.models.QuerySet":                      {},
	"django.db.models.TextChoices":                   {"builtins.str", "django.db.models.Choices"},
	"django.db.models.IntegerChoices":                {"builtins.int", "django.db.models.Choices"},
	"django.db.models.Choices":                       {"enum.Enum"},
	"django.forms.BaseForm":                          {},
	"django.forms.Form":                              {"django.forms.BaseForm"},
	"django.forms.BaseModelForm":                     {"django.forms.BaseForm"},
	"django.forms.ModelForm":                         {"django.forms.BaseModelForm"},
	"django.contrib.admin.ModelAdmin":                {},
	"django.core.management.base.BaseCommand":        {},
	"django.views.generic.View":                      {},
	"django.views.generic.TemplateView":              {"django.views.generic.View"},
	"django.views.generic.RedirectView":              {"django.views.generic.View"},
	"django.views.generic.ListView":                  {"django.views.generic.View"},
	"django.views.generic.DetailView":                {"django.views.generic.View"},
	"django.views.generic.FormView":                  {"django.views.generic.View"},
	"django.views.generic.CreateView":                {"django.views.generic.View"},
	"django.views.generic.UpdateView":                {"django.views.generic.View"},
	"django.views.generic.DeleteView":                {"django.views.generic.View"},
	"django.test.SimpleTestCase":                     {"unittest.TestCase"},
	"django.test.TransactionTestCase":                {"django.test.SimpleTestCase"},
	"django.test.TestCase":                           {"django.test.TransactionTestCase"},
	"django.test.LiveServerTestCase":                 {"django.test.TransactionTestCase"},
	"django.db.migrations.Migration":                 {},
	"django.contrib.auth.models.AbstractBaseUser":    {"django.db.models.Model"},
	"django.contrib.auth.models.PermissionsMixin":    {"django.db.models.Model"},
	"django.contrib.auth.models.AbstractUser":        {"django.contrib.auth.models.AbstractBaseUser", "django.contrib.auth.models.PermissionsMixin"},
	"django.contrib.auth.models.User":                {"django.contrib.auth.models.AbstractUser"},
	"django.contrib.auth.models.Group":               {"django.db.models.Model"},
	"django.contrib.auth.models.Permission":          {"django.db.models.Model"},
	"django.contrib.contenttypes.models.ContentType": {"django.db.models.Model"},
	"django.contrib.sessions.models.Session":         {"django.db.models.Model"},
}

// upstream are the libraries that the classes of a library may derive from.
var upstream = map[string][]string{
	"pydantic":          {},
	"pydantic_settings": {"pydantic"},
	"sqlalchemy":        {},
	"sqlmodel":          {"pydantic", "sqlalchemy"},
	"starlette":         {"httpx"},
	"fastapi":           {"starlette", "pydantic", "httpx"},
	"django":            {},
	"httpx":             {},
	"pytest":            {},
	"pytest_asyncio":    {"pytest"},
	"anyio":             {},
}

// basesOf are the bases of a class that is not of the project; known is false
// if they are not known.
func basesOf(q string) (bases []string, known bool) {
	if b, ok := libraryBases[q]; ok {
		return b, true
	}
	b, ok := standardBases[q]
	if !ok && (q == "typing.Generic" || q == "typing.Protocol" || q == "abc.ABC") {
		return nil, true
	}
	return b, ok
}

// unrelated tells whether a class of the library that q is of cannot derive
// from target.
func unrelated(q, target string) bool {
	from, _, _ := strings.Cut(q, ".")
	to, _, _ := strings.Cut(target, ".")
	if from == to {
		return strings.HasPrefix(q, "pydantic.v1.") != strings.HasPrefix(target, "pydantic.v1.")
	}
	if standardModules[from] {
		return !standardModules[to]
	}
	up, ok := upstream[from]
	if !ok || standardModules[to] {
		return false
	}
	for _, u := range up {
		if u == to {
			return false
		}
	}
	_, ok = upstream[to]
	return ok
}

// isClassName tells whether a name that is not of the project is that of a
// class: one of the tables, or capitalised, as PEP 8 has it and all libraries
// that rules speak of do.
func isClassName(q string) bool {
	if _, ok := basesOf(q); ok {
		return true
	}
	name := q[strings.LastIndexByte(q, '.')+1:]
	return name != "" && name[0] >= 'A' && name[0] <= 'Z' && strings.ToUpper(name) != name
}

// made is what a call of a library function gives.
var made = map[string]string{
	"sqlalchemy.create_engine":                        "sqlalchemy.engine.Engine",
	"sqlalchemy.engine_from_config":                   "sqlalchemy.engine.Engine",
	"sqlmodel.create_engine":                          "sqlalchemy.engine.Engine",
	"sqlalchemy.ext.asyncio.create_async_engine":      "sqlalchemy.ext.asyncio.AsyncEngine",
	"sqlalchemy.ext.asyncio.async_engine_from_config": "sqlalchemy.ext.asyncio.AsyncEngine",
	"sqlalchemy.orm.create_session":                   "sqlalchemy.orm.Session",
	"typing.NewType":                                  "",
	"logging.getLogger":                               "logging.Logger",
	"datetime.datetime.now":                           "datetime.datetime",
	"datetime.datetime.utcnow":                        "datetime.datetime",
	"datetime.datetime.fromtimestamp":                 "datetime.datetime",
	"datetime.datetime.utcfromtimestamp":              "datetime.datetime",
	"datetime.date.today":                             "datetime.date",
	"pathlib.Path.cwd":                                "pathlib.Path",
	"pathlib.Path.home":                               "pathlib.Path",
}

// gives is what a method of a library object gives when it is called, or, if
// async, when the call is awaited.
var gives = map[string]struct {
	name  string
	async bool
}{
	"sqlalchemy.engine.Engine.connect":                   {"sqlalchemy.engine.Connection", false},
	"sqlalchemy.ext.asyncio.AsyncEngine.connect":         {"sqlalchemy.ext.asyncio.AsyncConnection", true},
	"sqlalchemy.ext.asyncio.AsyncSession.connection":     {"sqlalchemy.ext.asyncio.AsyncConnection", true},
	"sqlalchemy.orm.Session.connection":                  {"sqlalchemy.engine.Connection", false},
	"sqlalchemy.orm.Session.execute":                     {"sqlalchemy.engine.Result", false},
	"sqlalchemy.orm.Session.scalars":                     {"sqlalchemy.engine.ScalarResult", false},
	"sqlalchemy.engine.Connection.execute":               {"sqlalchemy.engine.CursorResult", false},
	"sqlalchemy.ext.asyncio.AsyncSession.execute":        {"sqlalchemy.engine.Result", true},
	"sqlalchemy.ext.asyncio.AsyncSession.scalars":        {"sqlalchemy.engine.ScalarResult", true},
	"sqlalchemy.ext.asyncio.AsyncSession.stream":         {"sqlalchemy.ext.asyncio.AsyncResult", true},
	"sqlalchemy.ext.asyncio.AsyncSession.stream_scalars": {"sqlalchemy.ext.asyncio.AsyncScalarResult", true},
	"sqlalchemy.ext.asyncio.AsyncConnection.execute":     {"sqlalchemy.engine.CursorResult", true},
	"sqlalchemy.ext.asyncio.AsyncConnection.stream":      {"sqlalchemy.ext.asyncio.AsyncResult", true},
	"sqlalchemy.engine.Result.scalars":                   {"sqlalchemy.engine.ScalarResult", false},
	"sqlalchemy.engine.CursorResult.scalars":             {"sqlalchemy.engine.ScalarResult", false},
	"sqlalchemy.engine.Result.unique":                    {"sqlalchemy.engine.Result", false},
	"sqlalchemy.engine.ScalarResult.unique":              {"sqlalchemy.engine.ScalarResult", false},
}

// enters is what "with x as y" binds to y for an x that is an instance; "" is
// the instance itself.
var enters = map[string]string{
	"sqlalchemy.orm.Session":                    "",
	"sqlmodel.Session":                          "",
	"sqlalchemy.engine.Connection":              "",
	"sqlalchemy.ext.asyncio.AsyncSession":       "",
	"sqlmodel.ext.asyncio.session.AsyncSession": "",
	"sqlalchemy.ext.asyncio.AsyncConnection":    "",
	"httpx.Client":                              "",
	"httpx.AsyncClient":                         "",
	"starlette.testclient.TestClient":           "",
	"asyncio.TaskGroup":                         "",
}
