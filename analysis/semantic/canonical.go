package semantic

import "strings"

// moved maps a module inside a library to the one that its names are public
// in. The longest prefix counts.
var moved = map[string]string{
	"pydantic.main":                           "pydantic",
	"pydantic.fields":                         "pydantic",
	"pydantic.types":                          "pydantic",
	"pydantic.networks":                       "pydantic",
	"pydantic.config":                         "pydantic",
	"pydantic.functional_validators":          "pydantic",
	"pydantic.functional_serializers":         "pydantic",
	"pydantic.class_validators":               "pydantic",
	"pydantic.deprecated.class_validators":    "pydantic",
	"pydantic.deprecated.config":              "pydantic",
	"pydantic.deprecated.tools":               "pydantic",
	"pydantic.root_model":                     "pydantic",
	"pydantic.type_adapter":                   "pydantic",
	"pydantic.validate_call_decorator":        "pydantic",
	"pydantic.annotated_handlers":             "pydantic",
	"pydantic.aliases":                        "pydantic",
	"pydantic.errors":                         "pydantic",
	"pydantic.error_wrappers":                 "pydantic",
	"pydantic.env_settings":                   "pydantic",
	"pydantic.tools":                          "pydantic",
	"pydantic.warnings":                       "pydantic",
	"pydantic_settings.main":                  "pydantic_settings",
	"pydantic_settings.sources":               "pydantic_settings",
	"sqlmodel.main":                           "sqlmodel",
	"sqlmodel.orm.session":                    "sqlmodel",
	"sqlmodel.sql.expression":                 "sqlmodel",
	"sqlalchemy.ext.asyncio.session":          "sqlalchemy.ext.asyncio",
	"sqlalchemy.ext.asyncio.engine":           "sqlalchemy.ext.asyncio",
	"sqlalchemy.ext.asyncio.scoping":          "sqlalchemy.ext.asyncio",
	"sqlalchemy.ext.asyncio.result":           "sqlalchemy.ext.asyncio",
	"sqlalchemy.orm.session":                  "sqlalchemy.orm",
	"sqlalchemy.orm.scoping":                  "sqlalchemy.orm",
	"sqlalchemy.orm.decl_api":                 "sqlalchemy.orm",
	"sqlalchemy.orm.query":                    "sqlalchemy.orm",
	"sqlalchemy.orm.base":                     "sqlalchemy.orm",
	"sqlalchemy.orm.relationships":            "sqlalchemy.orm",
	"sqlalchemy.orm._orm_constructors":        "sqlalchemy.orm",
	"sqlalchemy.orm.attributes":               "sqlalchemy.orm",
	"sqlalchemy.orm.properties":               "sqlalchemy.orm",
	"sqlalchemy.orm.strategy_options":         "sqlalchemy.orm",
	"sqlalchemy.orm.mapper":                   "sqlalchemy.orm",
	"sqlalchemy.engine.base":                  "sqlalchemy.engine",
	"sqlalchemy.engine.create":                "sqlalchemy",
	"sqlalchemy.engine.url":                   "sqlalchemy.engine",
	"sqlalchemy.engine.result":                "sqlalchemy.engine",
	"sqlalchemy.engine.cursor":                "sqlalchemy.engine",
	"sqlalchemy.engine.row":                   "sqlalchemy.engine",
	"sqlalchemy.engine.reflection":            "sqlalchemy.engine",
	"sqlalchemy.sql.schema":                   "sqlalchemy",
	"sqlalchemy.schema":                       "sqlalchemy",
	"sqlalchemy.types":                        "sqlalchemy",
	"sqlalchemy.sql.sqltypes":                 "sqlalchemy",
	"sqlalchemy.sql.selectable":               "sqlalchemy",
	"sqlalchemy.sql.expression":               "sqlalchemy",
	"sqlalchemy.sql._selectable_constructors": "sqlalchemy",
	"sqlalchemy.sql._elements_constructors":   "sqlalchemy",
	"sqlalchemy.sql._dml_constructors":        "sqlalchemy",
	"sqlalchemy.sql.dml":                      "sqlalchemy",
	"sqlalchemy.pool.impl":                    "sqlalchemy.pool",
	"sqlalchemy.pool.base":                    "sqlalchemy.pool",
	"sqlalchemy.event.api":                    "sqlalchemy.event",
	"sqlalchemy.inspection":                   "sqlalchemy",
	"sqlalchemy.ext.declarative.api":          "sqlalchemy.ext.declarative",
	"fastapi.applications":                    "fastapi",
	"fastapi.param_functions":                 "fastapi",
	"fastapi.background":                      "fastapi",
	"fastapi.datastructures":                  "fastapi",
	"fastapi.requests":                        "fastapi",
	"_pytest.fixtures":                        "pytest",
	"_pytest.python_api":                      "pytest",
	"_pytest.python":                          "pytest",
	"_pytest.outcomes":                        "pytest",
	"_pytest.recwarn":                         "pytest",
	"_pytest.raises":                          "pytest",
	"_pytest.mark":                            "pytest",
	"_pytest.mark.structures":                 "pytest",
	"_pytest.config":                          "pytest",
	"_pytest.monkeypatch":                     "pytest",
	"_pytest.capture":                         "pytest",
	"_pytest.logging":                         "pytest",
	"_pytest.tmpdir":                          "pytest",
	"_pytest.nodes":                           "pytest",
	"_pytest.main":                            "pytest",
	"_pytest.pytester":                        "pytest",
	"pytest_asyncio.plugin":                   "pytest_asyncio",
	"httpx._client":                           "httpx",
	"httpx._models":                           "httpx",
	"httpx._transports.asgi":                  "httpx",
	"httpx._transports.wsgi":                  "httpx",
	"httpx._api":                              "httpx",
	"django.urls.base":                        "django.urls",
	"django.urls.conf":                        "django.urls",
	"django.urls.resolvers":                   "django.urls",
	"django.db.models.base":                   "django.db.models",
	"django.db.models.fields":                 "django.db.models",
	"django.db.models.fields.related":         "django.db.models",
	"django.db.models.fields.json":            "django.db.models",
	"django.db.models.fields.files":           "django.db.models",
	"django.db.models.fields.proxy":           "django.db.models",
	"django.db.models.fields.generated":       "django.db.models",
	"django.db.models.fields.composite":       "django.db.models",
	"django.db.models.expressions":            "django.db.models",
	"django.db.models.aggregates":             "django.db.models",
	"django.db.models.query":                  "django.db.models",
	"django.db.models.query_utils":            "django.db.models",
	"django.db.models.manager":                "django.db.models",
	"django.db.models.constraints":            "django.db.models",
	"django.db.models.indexes":                "django.db.models",
	"django.db.models.enums":                  "django.db.models",
	"django.db.models.deletion":               "django.db.models",
	"django.db.models.lookups":                "django.db.models",
	"django.contrib.gis.db.models":            "django.db.models",
	"django.db.migrations.operations.models":  "django.db.migrations",
	"django.db.migrations.operations.fields":  "django.db.migrations",
	"django.db.migrations.operations.special": "django.db.migrations",
	"django.db.migrations.operations":         "django.db.migrations",
	"django.db.migrations.migration":          "django.db.migrations",
	"django.views.generic.base":               "django.views.generic",
	"django.views.generic.list":               "django.views.generic",
	"django.views.generic.detail":             "django.views.generic",
	"django.views.generic.edit":               "django.views.generic",
	"django.views.generic.dates":              "django.views.generic",
	"django.http.response":                    "django.http",
	"django.http.request":                     "django.http",
	"django.forms.fields":                     "django.forms",
	"django.forms.forms":                      "django.forms",
	"django.forms.models":                     "django.forms",
	"django.forms.widgets":                    "django.forms",
	"django.forms.formsets":                   "django.forms",
	"django.test.testcases":                   "django.test",
	"django.test.client":                      "django.test",
	"django.contrib.admin.options":            "django.contrib.admin",
	"django.contrib.admin.sites":              "django.contrib.admin",
	"django.contrib.admin.decorators":         "django.contrib.admin",
	"django.contrib.admin.filters":            "django.contrib.admin",
	"django.utils.translation.trans_real":     "django.utils.translation",
	"asyncio.runners":                         "asyncio",
	"asyncio.tasks":                           "asyncio",
	"asyncio.events":                          "asyncio",
	"asyncio.timeouts":                        "asyncio",
	"asyncio.taskgroups":                      "asyncio",
	"asyncio.locks":                           "asyncio",
	"asyncio.queues":                          "asyncio",
	"unittest.case":                           "unittest",
	"unittest.async_case":                     "unittest",
	"_collections_abc":                        "collections.abc",
	"concurrent.futures._base":                "concurrent.futures",
	"concurrent.futures.thread":               "concurrent.futures",
	"_datetime":                               "datetime",
	"_pydatetime":                             "datetime",
	"_typing":                                 "typing",
}

// renamed maps single names.
var renamed = map[string]string{
	"fastapi.routing.APIRouter":                      "fastapi.APIRouter",
	"fastapi.exceptions.HTTPException":               "fastapi.HTTPException",
	"fastapi.exceptions.WebSocketException":          "fastapi.WebSocketException",
	"fastapi.websockets.WebSocket":                   "fastapi.WebSocket",
	"fastapi.websockets.WebSocketDisconnect":         "fastapi.WebSocketDisconnect",
	"fastapi.testclient.TestClient":                  "starlette.testclient.TestClient",
	"fastapi.Request":                                "starlette.requests.Request",
	"fastapi.Response":                               "starlette.responses.Response",
	"fastapi.WebSocket":                              "starlette.websockets.WebSocket",
	"fastapi.WebSocketDisconnect":                    "starlette.websockets.WebSocketDisconnect",
	"fastapi.params.Depends":                         "fastapi.Depends",
	"fastapi.params.Security":                        "fastapi.Security",
	"fastapi.params.Query":                           "fastapi.Query",
	"fastapi.params.Path":                            "fastapi.Path",
	"fastapi.params.Header":                          "fastapi.Header",
	"fastapi.params.Cookie":                          "fastapi.Cookie",
	"fastapi.params.Body":                            "fastapi.Body",
	"fastapi.params.Form":                            "fastapi.Form",
	"fastapi.params.File":                            "fastapi.File",
	"sqlalchemy.engine.create_engine":                "sqlalchemy.create_engine",
	"sqlalchemy.engine.engine_from_config":           "sqlalchemy.engine_from_config",
	"sqlalchemy.Engine":                              "sqlalchemy.engine.Engine",
	"sqlalchemy.Connection":                          "sqlalchemy.engine.Connection",
	"sqlalchemy.Result":                              "sqlalchemy.engine.Result",
	"sqlalchemy.Row":                                 "sqlalchemy.engine.Row",
	"sqlalchemy.URL":                                 "sqlalchemy.engine.URL",
	"sqlalchemy.make_url":                            "sqlalchemy.engine.make_url",
	"sqlalchemy.CursorResult":                        "sqlalchemy.engine.CursorResult",
	"sqlalchemy.ScalarResult":                        "sqlalchemy.engine.ScalarResult",
	"sqlalchemy.NullPool":                            "sqlalchemy.pool.NullPool",
	"sqlalchemy.QueuePool":                           "sqlalchemy.pool.QueuePool",
	"sqlalchemy.StaticPool":                          "sqlalchemy.pool.StaticPool",
	"sqlalchemy.AsyncAdaptedQueuePool":               "sqlalchemy.pool.AsyncAdaptedQueuePool",
	"sqlalchemy.SingletonThreadPool":                 "sqlalchemy.pool.SingletonThreadPool",
	"sqlalchemy.AssertionPool":                       "sqlalchemy.pool.AssertionPool",
	"sqlalchemy.FallbackAsyncAdaptedQueuePool":       "sqlalchemy.pool.FallbackAsyncAdaptedQueuePool",
	"sqlalchemy.sql.select":                          "sqlalchemy.select",
	"sqlalchemy.sql.insert":                          "sqlalchemy.insert",
	"sqlalchemy.sql.update":                          "sqlalchemy.update",
	"sqlalchemy.sql.delete":                          "sqlalchemy.delete",
	"sqlalchemy.sql.text":                            "sqlalchemy.text",
	"sqlalchemy.sql.func":                            "sqlalchemy.func",
	"sqlalchemy.sql.Select":                          "sqlalchemy.Select",
	"sqlalchemy.sql.and_":                            "sqlalchemy.and_",
	"sqlalchemy.sql.or_":                             "sqlalchemy.or_",
	"sqlalchemy.sql.not_":                            "sqlalchemy.not_",
	"sqlalchemy.sql.null":                            "sqlalchemy.null",
	"sqlalchemy.sql.true":                            "sqlalchemy.true",
	"sqlalchemy.sql.false":                           "sqlalchemy.false",
	"sqlalchemy.sql.case":                            "sqlalchemy.case",
	"sqlalchemy.sql.exists":                          "sqlalchemy.exists",
	"sqlalchemy.sql.distinct":                        "sqlalchemy.distinct",
	"sqlalchemy.sql.literal":                         "sqlalchemy.literal",
	"sqlalchemy.sql.bindparam":                       "sqlalchemy.bindparam",
	"sqlalchemy.sql.functions.func":                  "sqlalchemy.func",
	"django.core.urlresolvers.reverse":               "django.urls.reverse",
	"django.core.urlresolvers.reverse_lazy":          "django.urls.reverse_lazy",
	"django.shortcuts.reverse":                       "django.urls.reverse",
	"django.views.View":                              "django.views.generic.View",
	"django.contrib.postgres.fields.jsonb.JSONField": "django.contrib.postgres.fields.JSONField",
	"pytest.mark.MARK_GEN":                           "pytest.mark",
	"unittest.mock.mock.patch":                       "unittest.mock.patch",
	"mock.patch":                                     "unittest.mock.patch",
	"urllib.urlencode":                               "urllib.parse.urlencode",
}

// ownTyping are the names that typing_extensions has and typing has not, or
// that mean something else there.
var ownTyping = map[string]bool{
	"deprecated": true, "Doc": true, "Sentinel": true, "TypeForm": true, "disjoint_base": true,
	"IntVar": true, "Reader": true, "Writer": true, "get_original_bases": true, "Buffer": true, "CapsuleType": true,
	"type_repr": true, "evaluate_forward_ref": true, "call_evaluate_function": true, "get_annotations": true, "Format": true,
	"DocInfo": true,
}

// canonical maps the names under which libraries re-export one thing to one.
func canonical(q string) string {
	top, _, _ := strings.Cut(q, ".")
	switch top {
	case "typing_extensions":
		if name := q[len(top):]; len(name) > 1 && !ownTyping[name[1:]] {
			return "typing" + name
		}
		return q
	case "pydantic":
		if strings.HasPrefix(q, "pydantic.v1") && (len(q) == 11 || q[11] == '.') {
			return q
		}
	case "pydantic_settings", "sqlmodel", "sqlalchemy", "fastapi", "starlette", "_pytest", "pytest", "pytest_asyncio", "httpx",
		"django", "asyncio", "unittest", "_collections_abc", "concurrent", "_datetime", "_pydatetime", "_typing", "mock", "urllib", "os":
	default:
		return q
	}
	for range 3 {
		if r, ok := renamed[q]; ok {
			q = r
			continue
		}
		again := false
		// A module itself is not renamed: only what follows its name.
		for end := strings.LastIndexByte(q, '.'); end > 0; end = strings.LastIndexByte(q[:end], '.') {
			if to, ok := moved[q[:end]]; ok {
				q, again = to+q[end:], true
				break
			}
		}
		if !again {
			break
		}
	}
	return q
}

// SameType tells whether two canonical names mean types that annotations use
// alike: typing.Callable and collections.abc.Callable, typing.List and
// builtins.list, typing.Type and builtins.type.
func SameType(a, b string) bool { return plainType(a) == plainType(b) }

func plainType(q string) string {
	name, ok := strings.CutPrefix(q, "typing.")
	if !ok {
		return q
	}
	switch name {
	case "List", "Dict", "Set", "FrozenSet", "Tuple", "Type":
		return "builtins." + strings.ToLower(name)
	case "DefaultDict":
		return "collections.defaultdict"
	case "OrderedDict", "Counter", "ChainMap":
		return "collections." + name
	case "Deque":
		return "collections.deque"
	case "AbstractSet":
		return "collections.abc.Set"
	case "ContextManager", "AsyncContextManager":
		return "contextlib.Abstract" + name
	case "Pattern", "Match":
		return "re." + name
	case "Callable", "Iterable", "Iterator", "Generator", "Mapping", "MutableMapping", "Sequence", "MutableSequence",
		"MutableSet", "Collection", "Container", "Hashable", "Sized", "Reversible", "Awaitable", "Coroutine",
		"AsyncIterable", "AsyncIterator", "AsyncGenerator", "KeysView", "ValuesView", "ItemsView", "ByteString":
		return "collections.abc." + name
	}
	return q
}

// starNames are the names that a star import of a library module surely binds,
// as far as rules ask for them.
var starNames = map[string][]string{
	"pydantic": {"BaseModel", "Field", "ConfigDict", "field_validator", "model_validator", "field_serializer", "model_serializer",
		"RootModel", "TypeAdapter", "validator", "root_validator", "ValidationError", "PrivateAttr", "computed_field",
		"AfterValidator", "BeforeValidator", "PlainValidator", "WrapValidator", "ValidationInfo", "EmailStr", "HttpUrl", "SecretStr"},
	"typing": {"Any", "Callable", "ClassVar", "Generic", "Optional", "Protocol", "Tuple", "Type", "TypeVar", "Union", "List", "Dict",
		"Set", "Iterable", "Iterator", "Sequence", "Mapping", "NamedTuple", "TypedDict", "Literal", "Annotated", "overload", "cast"},
}

// libraryStar tells whether a star import of a library module binds name.
func libraryStar(mod, name string) Tri {
	for _, n := range starNames[mod] {
		if n == name {
			return Yes
		}
	}
	return Unknown
}
