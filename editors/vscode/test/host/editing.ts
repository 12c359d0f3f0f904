import assert from "node:assert/strict";
import * as vscode from "vscode";
import { fileSettings } from "../../src/fileSettings";
import { act, actions, codeOf, edit, extension, findings, folder, ours, read, runTests, set, sleep, until, wait, write } from "./harness";

const utcnow = `from datetime import datetime

né = "ü"; now = datetime.utcnow()
`;

const api = `from fastapi import Depends, FastAPI

app = FastAPI()


def get_token() -> str:
    return "token"


@app.get("/a")
def a(user: str = Depends(get_token)) -> str:
    return user


@app.get("/b")
def b(user: str = Depends(get_token)) -> str:
    return user
`;

const apiFixed = `from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


def get_token() -> str:
    return "token"


@app.get("/a")
def a(user: Annotated[str, Depends(get_token)]) -> str:
    return user


@app.get("/b")
def b(user: Annotated[str, Depends(get_token)]) -> str:
    return user
`;

const twoFindings = ["FAP010 user: str = Depends(get_token)", "FAP010 user: str = Depends(get_token)"];

async function diagnostics(): Promise<void> {
  const { document } = await edit("diagnostics.py", utcnow);
  await wait(document, ["PYV004 datetime.utcnow"]);
  const [d] = ours(document);
  assert(d && typeof d.code === "object");
  assert.equal(d.code.target.toString(), "pyidiom-rule:/PYV004.md");
  assert.deepEqual([d.source, d.severity], ["pyidiom", vscode.DiagnosticSeverity.Warning]);
}

async function typing(): Promise<void> {
  const editor = await edit("typing.py", utcnow);
  await wait(editor.document, ["PYV004 datetime.utcnow"]);
  await editor.edit((e) => e.insert(new vscode.Position(0, 0), "# 𝒳 é\n\n"));
  await wait(editor.document, ["PYV004 datetime.utcnow"]);
  assert.equal(ours(editor.document)[0]!.range.start.line, 4);
  await editor.edit((e) => e.insert(editor.document.lineAt(editor.document.lineCount - 1).range.end, "x = (\n"));
  await sleep(300);
  assert.deepEqual(findings(editor.document), ["PYV004 datetime.utcnow"], "an unfinished statement leaves the others alone");
}

async function quickFix(): Promise<void> {
  const { document } = await edit("quickfix.py", api);
  await wait(document, twoFindings);
  const action = await act(document, ours(document)[0]!.range, "Use Annotated in `a`");
  assert.equal(action.kind?.value, vscode.CodeActionKind.QuickFix.value);
  assert.equal(action.isPreferred, true);
  assert(await vscode.workspace.applyEdit(action.edit!));
  assert.equal(document.getText(), apiFixed.replace("b(user: Annotated[str, Depends(get_token)])", "b(user: str = Depends(get_token))"));
  await wait(document, ["FAP010 user: str = Depends(get_token)"]);
}

async function fixRule(): Promise<void> {
  const { document } = await edit("fixrule.py", api);
  await wait(document, twoFindings);
  const action = await act(document, ours(document)[0]!.range, "Fix all FAP010 in file");
  assert(await vscode.workspace.applyEdit(action.edit!));
  assert.equal(document.getText(), apiFixed);
  await wait(document, []);
}

async function suppress(): Promise<void> {
  const { document } = await edit("suppress.py", utcnow);
  await wait(document, ["PYV004 datetime.utcnow"]);
  const all = await actions(document, ours(document)[0]!.range);
  const action = all.find((a) => /PYV004/.test(a.title) && /line/i.test(a.title));
  assert(action, `no action to suppress in ${JSON.stringify(all.map((a) => a.title))}`);
  assert(await vscode.workspace.applyEdit(action.edit!));
  assert.equal(document.lineAt(2).text, 'né = "ü"; now = datetime.utcnow()  # pyidiom: ignore[PYV004]');
  await wait(document, []);
}

async function kinds(): Promise<void> {
  const { document } = await edit("kinds.py", api);
  await wait(document, twoFindings);
  const range = ours(document)[0]!.range;
  const all = await actions(document, range, "source.fixAll.pyidiom");
  assert.deepEqual(all.map((a) => a.kind?.value), ["source.fixAll.pyidiom"]);
  assert((await actions(document, range, "quickfix")).every((a) => a.kind?.value.startsWith("quickfix")));
  assert(!(await actions(document, range)).some((a) => a.kind?.value.startsWith("source")), "source actions are not for the menu");
}

async function fixOnSave(): Promise<void> {
  await set("editor.codeActionsOnSave", { "source.fixAll.pyidiom": "explicit" }, { languageId: "python" }, true);
  try {
    const editor = await edit("save.py", api);
    await wait(editor.document, twoFindings);
    await editor.edit((e) => e.insert(new vscode.Position(0, 0), "# saved\n"));
    assert(await editor.document.save());
    assert.equal(await read(editor.document.uri), `# saved\n${apiFixed}`);
  } finally {
    await set("editor.codeActionsOnSave", undefined, { languageId: "python" }, true);
  }
}

async function fixFile(): Promise<void> {
  const { document } = await edit("fixfile.py", api);
  await wait(document, twoFindings);
  await vscode.commands.executeCommand("pyidiom.fixFile");
  assert.equal(document.getText(), apiFixed);
}

async function fixWorkspace(): Promise<void> {
  await write("shop/one.py", api);
  await write("shop/two.py", api.replace("get_token", "get_key").replaceAll("get_token", "get_key"));
  await write("shop/three.py", api);
  const { window } = vscode;
  const kept = window.showQuickPick;
  const offered: string[] = [];
  let tabs: string[] = [];
  // Takes all files but the third.
  const pick = async (items: readonly (vscode.QuickPickItem & { picked: boolean })[]) => {
    offered.push(...items.map((i) => `${i.label} ${i.description} ${i.picked}`));
    tabs = await until("the diffs", () => window.tabGroups.all.flatMap((g) => g.tabs.map((t) => t.label)));
    return items.filter((i) => i.label !== "shop/three.py");
  };
  Object.assign(window, { showQuickPick: pick });
  try {
    await vscode.commands.executeCommand("pyidiom.fixWorkspace");
  } finally {
    Object.assign(window, { showQuickPick: kept });
  }
  assert.deepEqual(offered.filter((o) => o.startsWith("shop/")), ["shop/one.py 3 changes true", "shop/three.py 3 changes true", "shop/two.py 3 changes true"]);
  assert(tabs.some((t) => t.startsWith("pyidiom: Safe Fixes")), tabs.join());
  const one = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, "shop/one.py");
  await until("the files to be fixed", async () => (await read(one)) === apiFixed);
  assert.equal(await read(vscode.Uri.joinPath(one, "../two.py")), apiFixed.replaceAll("get_token", "get_key"));
  assert.equal(await read(vscode.Uri.joinPath(one, "../three.py")), api);
  await vscode.workspace.fs.delete(vscode.Uri.joinPath(one, ".."), { recursive: true });
}

async function completion(): Promise<void> {
  const editor = await edit("completion.py", "deco");
  await wait(editor.document, []);
  const end = editor.document.lineAt(0).range.end;
  const list = await vscode.commands.executeCommand<vscode.CompletionList>("vscode.executeCompletionItemProvider", editor.document.uri, end, undefined, 50);
  const item = list.items.find((i) => labelOf(i) === "deco");
  assert(item, `no snippet in ${JSON.stringify(list.items.map(labelOf))}`);
  assert.equal(item.kind, vscode.CompletionItemKind.Snippet);
  editor.selection = new vscode.Selection(end, end);
  await until("the snippet to be taken", async () => {
    await vscode.commands.executeCommand("editor.action.triggerSuggest");
    await sleep(150);
    await vscode.commands.executeCommand("acceptSelectedSuggestion");
    return editor.document.lineCount > 5;
  });
  const text = await until("the imports", () => /from functools import wraps/.test(editor.document.getText()) && editor.document.getText());
  assert.match(text, /^from collections\.abc import Callable\n/);
  assert.equal(text.match(/^from functools import wraps$/gm)?.length, 1);
  assert.match(text, /def \w+\[\*\*P, R\]\(/, "written for the Python version of the project");
}

function labelOf(item: vscode.CompletionItem): string {
  return typeof item.label === "string" ? item.label : item.label.label;
}

async function settings(): Promise<void> {
  const { document } = await edit("settings.py", utcnow);
  await wait(document, ["PYV004 datetime.utcnow"]);
  await set("pyidiom.ignore", ["PYV004"]);
  await wait(document, []);
  await set("pyidiom.ignore", undefined);
  await wait(document, ["PYV004 datetime.utcnow"]);
  await set("pyidiom.severity", { PYV: "error" });
  await until("an error", () => ours(document)[0]?.severity === vscode.DiagnosticSeverity.Error);
  await set("pyidiom.severity", undefined);
  await until("a warning", () => ours(document)[0]?.severity === vscode.DiagnosticSeverity.Warning);
}

async function configurationFile(): Promise<void> {
  const { document } = await edit("config.py", utcnow);
  await wait(document, ["PYV004 datetime.utcnow"]);
  const file = await write("pyidiom.toml", 'ignore = ["PYV004"]\n');
  await wait(document, []);
  await write("pyidiom.toml", 'ignroe = ["PYV004"]\n');
  await wait(document, ["PYV004 datetime.utcnow"]);
  const toml = await vscode.workspace.openTextDocument(file);
  await until("a problem in the file", () => ours(toml).some((d) => /unknown setting/.test(d.message)));
  await vscode.workspace.fs.delete(file);
}

async function packaging(): Promise<void> {
  const text = '[project]\nname = "x"\nversion = "1"\n\n[tool.uv]\ndev-dependencies = ["pytest>=8.0"]\n';
  const { document } = await edit("lib/pyproject.toml", text);
  await until("a finding", () => ours(document).some((d) => codeOf(d) === "PKG001"));
  const action = await act(document, ours(document)[0]!.range, "Move to [dependency-groups]");
  assert(await vscode.workspace.applyEdit(action.edit!));
  assert.equal(document.getText(), '[project]\nname = "x"\nversion = "1"\n\n[dependency-groups]\ndev = ["pytest>=8.0"]\n');
}

async function untitled(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: "python", content: utcnow });
  await vscode.window.showTextDocument(document);
  await wait(document, ["PYV004 datetime.utcnow"]);
  const action = (await actions(document, ours(document)[0]!.range)).find((a) => a.isPreferred || a.edit);
  assert(await vscode.workspace.applyEdit(action!.edit!));
  await wait(document, []);
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
}

async function notebook(): Promise<void> {
  const cell = (text: string) => ({ cell_type: "code", execution_count: null, metadata: {}, outputs: [], source: text.split(/(?<=\n)/) });
  const content = { cells: [cell("import fastapi\n"), cell(utcnow)], metadata: { language_info: { name: "python" } }, nbformat: 4, nbformat_minor: 5 };
  const uri = await write("book.ipynb", JSON.stringify(content));
  const book = await vscode.workspace.openNotebookDocument(uri);
  await vscode.window.showNotebookDocument(book);
  const { document } = book.cellAt(1);
  await wait(document, ["PYV004 datetime.utcnow"]);
  const action = (await actions(document, ours(document)[0]!.range)).find((a) => a.edit);
  assert(await vscode.workspace.applyEdit(action!.edit!));
  await wait(document, []);
  assert.equal(book.cellAt(0).document.getText(), "import fastapi\n");
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
}

async function restart(): Promise<void> {
  const { server } = await extension();
  const editor = await edit("restart.py", utcnow);
  await wait(editor.document, ["PYV004 datetime.utcnow"]);
  const client = server.client as unknown as { serverProcess: { pid: number } };
  const { pid } = client.serverProcess;
  await editor.edit((e) => e.insert(new vscode.Position(2, 0), "before = datetime.utcnow()\n"));
  process.kill(pid, "SIGKILL");
  await editor.edit((e) => e.insert(new vscode.Position(2, 0), "again = datetime.utcnow()\n"));
  await until("another process", () => server.status === "running" && client.serverProcess && client.serverProcess.pid !== pid);
  await wait(editor.document, Array<string>(3).fill("PYV004 datetime.utcnow"));
  await editor.edit((e) => e.delete(new vscode.Range(2, 0, 4, 0)));
  await wait(editor.document, ["PYV004 datetime.utcnow"]);
  await vscode.commands.executeCommand("pyidiom.restart");
  assert.equal(server.status, "running");
  await editor.edit((e) => e.insert(new vscode.Position(2, 0), "again = datetime.utcnow()\n"));
  await wait(editor.document, Array<string>(2).fill("PYV004 datetime.utcnow"));
}

async function rulePage(): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse("pyidiom-rule:/FAP010.md"));
  assert.match(document.getText(), /^# FAP010 annotated-parameter\n/);
  assert.equal(document.languageId, "markdown");
  await vscode.commands.executeCommand("pyidiom.openRulePage", "FAP010");
  await until("a preview", () => openTabs().some((i) => i instanceof vscode.TabInputCustom && i.viewType === "vscode.markdown.preview.editor"));
  const missing = await vscode.workspace.openTextDocument(vscode.Uri.parse("pyidiom-rule:/NOPE01.md"));
  assert.match(missing.getText(), /cannot be shown: .*no rule "NOPE01"/);
}

function openTabs(): unknown[] {
  return vscode.window.tabGroups.all.flatMap((g) => g.tabs.map((t) => t.input));
}

async function hover(): Promise<void> {
  const { document } = await edit("hover.py", utcnow);
  await wait(document, ["PYV004 datetime.utcnow"]);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, ours(document)[0]!.range.start);
  const text = hovers.flatMap((h) => h.contents.map((c) => (typeof c === "string" ? c : c.value))).join("\n");
  assert.match(text, /\[PYV004\]\(command:pyidiom\.openRulePage\?%5B%22PYV004%22%5D\)/);
}

async function settingsPage(): Promise<void> {
  const { document } = await edit("which.py", api);
  await vscode.commands.executeCommand("pyidiom.showSettings");
  const uri = await until("a page", () => openTabs().find((i): i is vscode.TabInputCustom => i instanceof vscode.TabInputCustom && i.uri.scheme === "pyidiom-settings")?.uri);
  const text = (await vscode.workspace.openTextDocument(uri)).getText();
  assert.match(text, /^# Settings of which\.py\n/);
  assert.match(text, /\| fastapi \| ==0\.115\.0 \|/);
  await vscode.window.showTextDocument(document);
}

/** What the server can be told in a configuration file can be set in the editor, too. */
async function everySetting(): Promise<void> {
  const { server } = await extension();
  const { document } = await edit("every.py", "x = 1\n");
  const known = (await fileSettings(await server.binary(), document)).settings.map((x) => x.key).filter((key) => /^[a-z-]+$/.test(key) && key !== "ruff");
  assert(known.includes("per-file-ignores"), known.join());
  const manifest = vscode.extensions.getExtension("pyidiom.pyidiom")!.packageJSON as { contributes: { configuration: { properties: object } } };
  const ours = Object.keys(manifest.contributes.configuration.properties);
  for (const key of [...known, "target", "interpreter"]) {
    const name = key.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    assert(ours.includes(`pyidiom.${name}`), `no setting for ${key}`);
  }
}

async function statusItem(): Promise<void> {
  const { status } = await extension();
  await edit("status.py", api);
  await until("the versions", () => /pyidiom · Python >=3\.12/.test(status.view.text));
  assert.match(status.view.tooltip, /\| fastapi \| ==0\.115\.0 \| .*pyproject\.toml:5 \|/);
  assert.equal(status.view.visible, true);
}

async function wholeWorkspace(): Promise<void> {
  const uri = await write("never_opened.py", utcnow);
  await set("pyidiom.workspaceDiagnostics", true);
  await until("findings of a closed file", () => vscode.languages.getDiagnostics(uri).length === 1);
  await vscode.workspace.fs.writeFile(uri, Buffer.from("x = 1\n"));
  await until("findings to go", () => vscode.languages.getDiagnostics(uri).length === 0);
  await set("pyidiom.workspaceDiagnostics", undefined);
}

export async function run(): Promise<void> {
  const { server } = await extension();
  assert.equal(server.status, "running", server.problem);
  assert(folder());
  await runTests([
    ["diagnostics", diagnostics],
    ["diagnostics while typing", typing],
    ["quick fix", quickFix],
    ["fix all of a rule", fixRule],
    ["suppress", suppress],
    ["kinds of actions", kinds],
    ["fix on save", fixOnSave],
    ["fix all in file", fixFile],
    ["fix all in workspace, with a preview", fixWorkspace],
    ["completion with imports", completion],
    ["change of settings", settings],
    ["change of a configuration file", configurationFile],
    ["pyproject.toml", packaging],
    ["untitled buffer", untitled],
    ["notebook cell", notebook],
    ["restart after the server is killed", restart],
    ["rule page", rulePage],
    ["hover leads to the page", hover],
    ["settings of a file", settingsPage],
    ["every setting of the server", everySetting],
    ["status bar", statusItem],
    ["findings of the whole workspace", wholeWorkspace],
  ]);
}
