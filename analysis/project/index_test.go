package project

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/pyidiom/pyidiom/analysis/semantic"
	"github.com/pyidiom/pyidiom/analysis/syntax"
)

func scanned(t *testing.T, root string) *Workspace {
	t.Helper()
	w := workspace(root)
	if err := w.Index.Scan(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	return w
}

// summaryOf is the summary of a text as if it were open at path.
func summaryOf(w *Workspace, path, text string) *semantic.Summary {
	v := w.View(path)
	return semantic.New(syntax.Parse(syntax.Python, []byte(text)), v.ModuleName(path), path, v.Env(), nil).Summary()
}

func names(list []*semantic.Summary) string {
	var out []string
	for _, s := range list {
		out = append(out, s.Name)
	}
	return strings.Join(out, " ")
}

func classNames(list []*semantic.ClassInfo) string {
	var out []string
	for _, c := range list {
		out = append(out, c.Qualified)
	}
	return strings.Join(out, " ")
}

var shop = map[string]string{
	"pyproject.toml":             "[project]\nname = \"shop\"\n",
	"src/shop/__init__.py":       "from .models import Base as ShopBase\nfrom .star import *\n",
	"src/shop/models.py":         "from pydantic import BaseModel\n\nclass Base(BaseModel):\n    pass\n",
	"src/shop/star.py":           "from .models import *\n__all__ = [\"Base\"]\n",
	"src/shop/api/orders.py":     "from .. import ShopBase\n\nclass Order(ShopBase):\n    pass\n",
	"src/shop/api/carts.py":      "import shop.models as m\nfrom shop.api.orders import Order\n\nclass Cart(m.Base):\n    class Line(Order):\n        pass\n",
	"src/shop/loop_a.py":         "import shop.loop_b\n",
	"src/shop/loop_b.py":         "import shop.loop_a\n",
	"src/shop/through.py":        "from shop.api import carts\n",
	"tests/test_shop.py":         "import pytest\nfrom shop import Base\n\n@pytest.mark.asyncio\nasync def test_a():\n    Base(1, 2).total\n",
	"other/pyproject.toml":       "[project]\nname = \"other\"\n",
	"other/src/shop/models.py":   "import django\n\nclass Base:\n    pass\n",
	"other/src/shop/user.py":     "from shop.models import Base\n\nclass Alien(Base):\n    pass\n",
	"src/space/deep/module.py":   "from space.deep.peer import x\n",
	"src/space/deep/peer.py":     "x = 1\n",
	"src/shop/broken.py":         "def (:\n",
	"src/shop/bytes.py":          "x = '\xff\x00'\n",
	"src/shop/not_a_file.py/":    "",
	"src/shop/node_modules/x.py": "",
}

func TestModulesAreReadOnDemand(t *testing.T) {
	root := tree(t, shop)
	w := workspace(root)
	v := w.View(filepath.Join(root, "src/shop/api/carts.py"))
	text := shop["src/shop/api/carts.py"]
	m := semantic.New(syntax.Parse(syntax.Python, []byte(text)), v.ModuleName(v.Path()), v.Path(), v.Env(), nil)
	cart := m.Bindings("Cart")[0].Stmt()
	if got := m.Class(cart).IsSubclass("pydantic.BaseModel"); got != semantic.Yes {
		t.Errorf("Cart is a BaseModel: %v", got)
	}
	if got := m.Qualify("shop.ShopBase"); got != "shop.models.Base" {
		t.Errorf("re-export: %s", got)
	}
	if got := m.Qualify("shop.Base"); got != "shop.models.Base" {
		t.Errorf("star imports: %s", got)
	}
	if v.Complete() {
		t.Error("complete without a scan")
	}
	for name, want := range map[string]string{
		"shop.models": "src/shop/models.py", "space.deep.peer": "src/space/deep/peer.py", "space.deep": "", "json": "", "shop.not_a_file": "",
	} {
		s, got := v.Module(name), ""
		if s != nil {
			got = rel(root, s.Path)
			if s.Name != name {
				t.Errorf("%s is called %s", name, s.Name)
			}
		}
		if got != want {
			t.Errorf("module %s: %q, want %q", name, got, want)
		}
	}
	other := w.View(filepath.Join(root, "other/src/shop/user.py"))
	if s := other.Module("shop.models"); s == nil || rel(root, s.Path) != "other/src/shop/models.py" {
		t.Error("a module of the other project", s)
	}
}

func TestImportersAndSubclasses(t *testing.T) {
	root := tree(t, shop)
	w := scanned(t, root)
	v := w.View(filepath.Join(root, "src/shop/models.py"))
	if !v.Complete() {
		t.Error("not complete after a scan")
	}
	if got := names(v.Importers("shop.models")); got != "shop shop.api.carts shop.star" {
		t.Errorf("importers: %s", got)
	}
	if got := names(v.Importers("shop.api.carts")); got != "shop.through" {
		t.Errorf("importers of a module taken from its package: %s", got)
	}
	if got := classNames(v.Subclasses("shop.models.Base")); got != "shop.api.carts.Cart shop.api.orders.Order" {
		// Alien derives from the Base of another project.
		t.Errorf("subclasses: %s", got)
	}
	if got := classNames(v.Subclasses("shop.api.orders.Order")); got != "shop.api.carts.Cart.Line" {
		t.Errorf("nested subclasses: %s", got)
	}
	if got := classNames(v.Subclasses("pydantic.BaseModel")); got != "shop.models.Base" {
		t.Errorf("subclasses of a library's: %s", got)
	}
}

func TestFactsOfTheWorkspace(t *testing.T) {
	root := tree(t, shop)
	v := scanned(t, root).View(filepath.Join(root, "src/shop/models.py"))
	if !v.AnyUses("pytest.mark.asyncio") || v.AnyUses("pytest.mark.anyio") {
		t.Error("AnyUses")
	}
	if !v.AnyImports("pytest") || !v.AnyImports("shop.api") || v.AnyImports("shop.ap") || v.AnyImports("sqlalchemy") {
		t.Error("AnyImports")
	}
	if !v.AnyAttribute("shop.Base", "total") || v.AnyAttribute("shop.Base", "nothing") || v.AnyAttribute("attrs.X", "total") {
		t.Error("AnyAttribute")
	}
}

func TestAllPass(t *testing.T) {
	root := tree(t, map[string]string{
		"pyproject.toml": "[project]\nname = \"x\"\n",
		"app/db.py":      "",
		"app/a.py":       "from .db import f, g, h\nf(k=1, z=2)\nf(0, k=2)\ng(k=1)\ng()\nh(**o)\n",
		"app/b.py":       "from app import db\ndb.f(k=1)\ndb.h(k=1)\n",
	})
	v := scanned(t, root).View(filepath.Join(root, "app/db.py"))
	for _, tt := range []struct {
		function     string
		keywords     []string
		called, pass bool
	}{
		{"app.db.f", []string{"k"}, true, true},
		{"app.db.f", []string{"z"}, true, false},
		{"app.db.g", []string{"k"}, true, false},
		{"app.db.h", []string{"k"}, true, false},
		{"app.db.h", []string{"k", "**"}, true, true},
		{"app.db.i", []string{"k"}, false, true},
	} {
		if called, pass := v.AllPass(tt.function, tt.keywords...); called != tt.called || pass != tt.pass {
			t.Errorf("AllPass(%s, %s) = %v, %v", tt.function, tt.keywords, called, pass)
		}
	}
}

func TestReaches(t *testing.T) {
	root := tree(t, shop)
	w := workspace(root)
	for _, c := range []struct {
		from, imports, pkg string
		want               bool
	}{
		{"src/shop/x.py", "pydantic", "pydantic", true},
		{"src/shop/x.py", "pydantic.fields", "pydantic", true},
		{"src/shop/x.py", "pydantic_settings", "pydantic", false},
		{"src/shop/x.py", "shop.models", "pydantic", true},
		{"src/shop/x.py", "shop.through", "pydantic", true},
		{"src/shop/x.py", "shop.through", "django", false},
		{"src/shop/x.py", "space.deep.module", "pydantic", false},
		{"src/shop/x.py", "shop.loop_a", "django", false},
		{"src/shop/x.py", "json", "pydantic", false},
		{"other/src/shop/x.py", "shop.models", "django", true},
		{"other/src/shop/x.py", "shop.models", "pydantic", false},
	} {
		v := w.View(filepath.Join(root, c.from))
		for range 2 {
			if got := v.Reaches([]string{c.imports}, c.pkg); got != c.want {
				t.Errorf("%s, importing %s, reaches %s: %v", c.from, c.imports, c.pkg, got)
			}
		}
	}
}

func TestOpenFilesCount(t *testing.T) {
	root := tree(t, shop)
	w := scanned(t, root)
	models, asker := filepath.Join(root, "src/shop/models.py"), filepath.Join(root, "src/shop/x.py")
	before := w.View(asker)
	g := before.Generation()

	w.Index.SetOpen(models, summaryOf(w, models, "# moved\n"+shop["src/shop/models.py"]))
	if n := w.View(asker); n.Generation() != g {
		t.Error("only positions differ, but the generation is new")
	} else if n.Module("shop.models").Exports["Base"].Start == before.Module("shop.models").Exports["Base"].Start {
		t.Error("old positions")
	}
	w.Index.SetOpen(models, summaryOf(w, models, "import django\nclass Other: pass\n"))
	now := w.View(asker)
	if now.Generation() <= g || now.Module("shop.models").Exports["Other"] == nil || before.Module("shop.models").Exports["Other"] != nil {
		t.Error("the open document does not count, or an old view changed")
	}
	if changed, ok := w.Index.ChangedModules(g); !ok || fmt.Sprint(changed) != "[shop.models]" {
		t.Error(changed, ok)
	}
	if changed, ok := w.Index.ChangedModules(now.Generation()); !ok || len(changed) != 0 {
		t.Error(changed, ok)
	}
	if !now.Reaches([]string{"shop.models"}, "django") || before.Reaches([]string{"shop.models"}, "django") {
		t.Error("Reaches")
	}
	if got := names(now.Importers("django")); got != "shop.models shop.models" {
		t.Error("importers", got)
	}
	// What is on disk does not count while the file is open.
	write(t, root, "src/shop/models.py", "class Disk: pass\n")
	w.Changed(models)
	if w.View(asker).Module("shop.models").Exports["Other"] == nil {
		t.Error("the disk won over the document")
	}
	if err := w.Index.Scan(context.Background(), nil); err != nil || w.View(asker).Module("shop.models").Exports["Other"] == nil {
		t.Error("a scan won over the document", err)
	}
	w.Index.Closed(models)
	if w.View(asker).Module("shop.models").Exports["Disk"] == nil {
		t.Error("the closed file does not count")
	}

	// A document that was never saved is a module, until it is closed.
	fresh := filepath.Join(root, "src/shop/fresh.py")
	if w.View(asker).Module("shop.fresh") != nil {
		t.Fatal("fresh")
	}
	w.Index.SetOpen(fresh, summaryOf(w, fresh, "x = 1\n"))
	if w.View(asker).Module("shop.fresh") == nil {
		t.Error("a new document is not found")
	}
	w.Index.Closed(fresh)
	if w.View(asker).Module("shop.fresh") != nil {
		t.Error("a closed document that is no file is found")
	}
}

func TestFilesChangeOnDisk(t *testing.T) {
	for _, scan := range []bool{false, true} {
		root := tree(t, shop)
		w := workspace(root)
		if scan {
			w = scanned(t, root)
		}
		asker, models := filepath.Join(root, "src/shop/x.py"), filepath.Join(root, "src/shop/models.py")
		old := w.View(asker)
		if old.Module("shop.models") == nil || old.Module("shop.late") != nil {
			t.Fatal("start")
		}
		write(t, root, "src/shop/models.py", "class Other: pass\n")
		write(t, root, "src/shop/late.py", "x = 1\n")
		w.Changed(models, filepath.Join(root, "src/shop/late.py"))
		now := w.View(asker)
		if now.Module("shop.models").Exports["Other"] == nil || now.Module("shop.late") == nil || now.Generation() == old.Generation() {
			t.Errorf("scan %v: not read anew", scan)
		}
		remove(t, models)
		w.Changed(models)
		if w.View(asker).Module("shop.models") != nil {
			t.Errorf("scan %v: a removed file is found", scan)
		}
		if scan && len(now.Importers("shop.models")) == 0 {
			t.Error("an old view changed")
		}
		// What a walk does not find is not taken up for a change either.
		for _, name := range []string{".venv/lib/x.py", "gen/y.py"} {
			write(t, root, ".gitignore", "/gen\n")
			write(t, root, name, "import late\n")
			w.Changed(filepath.Join(root, name))
			if _, held := w.Index.Snapshot().get(filepath.Join(root, name)); held {
				t.Errorf("scan %v: %s is taken up", scan, name)
			}
		}
		remove(t, filepath.Join(root, "src/shop/late.py"))
		if err := w.Index.Scan(context.Background(), nil); err != nil || w.View(asker).Module("shop.late") != nil {
			t.Errorf("scan %v: a scan keeps a removed file", scan)
		}
	}
}

func TestManyFiles(t *testing.T) {
	files := map[string]string{"big.py": "x = 1\n" + strings.Repeat("# padding\n", maxFile/10), ".gitignore": "gen/\n", "gen/a.py": ""}
	for i := range 600 {
		files[fmt.Sprintf("pkg/m%d.py", i)] = fmt.Sprintf("import lib%d\n", i%7)
	}
	root := tree(t, files)
	w := workspace(root)
	var last string
	if err := w.Index.Scan(context.Background(), func(done, total int) { last = fmt.Sprint(done, "/", total) }); err != nil {
		t.Fatal(err)
	}
	if last != "601/601" {
		t.Error(last)
	}
	v := w.View(filepath.Join(root, "a.py"))
	if got := len(w.Index.Snapshot().Summaries()); got != 600 {
		t.Error(got, "summaries")
	}
	if got := len(v.Importers("lib3")); got != 86 {
		t.Error(got, "importers")
	}
	// Enough changes to fold the overlay in.
	for i := range 100 {
		p := filepath.Join(root, fmt.Sprintf("pkg/m%d.py", i))
		w.Index.SetOpen(p, summaryOf(w, p, "import lib3\n"))
	}
	if got := len(w.View(v.Path()).Importers("lib3")); got != 86+100-14 {
		t.Error(got, "importers")
	}
	if got := len(v.Importers("lib3")); got != 86 {
		t.Error("an old view changed")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := workspace(root).Index.Scan(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestConcurrentUse(t *testing.T) {
	for range 20 {
		useAtOnce(t)
	}
}

func useAtOnce(t *testing.T) {
	root := tree(t, shop)
	w := workspace(root)
	models := filepath.Join(root, "src/shop/models.py")
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := w.Index.Scan(context.Background(), nil); err != nil {
			t.Error(err)
		}
	})
	for i := range 4 {
		wg.Go(func() {
			for k := range 30 {
				switch i {
				case 0:
					w.Index.SetOpen(models, summaryOf(w, models, fmt.Sprintf("class C%d: pass\n", k)))
				case 1:
					w.Changed(filepath.Join(root, "pyproject.toml"), filepath.Join(root, "src/shop/star.py"))
				default:
					v := w.View(filepath.Join(root, "src/shop/api/carts.py"))
					v.Subclasses("pydantic.BaseModel")
					v.Reaches([]string{"shop.through"}, "django")
					v.Key()
					v.In("pydantic", ">=2")
				}
			}
		})
	}
	wg.Wait()
	if w.View(models).Module("shop.models").Exports["C29"] == nil {
		t.Error("the last version is lost")
	}
}

func BenchmarkView(b *testing.B) {
	root := b.TempDir()
	w := New(Options{Folders: []string{root}})
	path := filepath.Join(root, "a.py")
	for b.Loop() {
		w.View(path).Key()
	}
}
