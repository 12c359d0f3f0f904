import assert from "node:assert/strict";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Api } from "../../src/extension";

type Test = readonly [name: string, body: () => Promise<void>];

/** Runs tests one after the other in this editor. A failed one does not keep the others from running. */
export async function runTests(tests: readonly Test[]): Promise<void> {
  let failed = 0;
  for (const [name, body] of tests) {
    const start = Date.now();
    try {
      await body();
      console.log(`test: --- PASS: ${name} (${seconds(start)})`);
    } catch (error) {
      failed++;
      console.log(`test: --- FAIL: ${name} (${seconds(start)})\n${(error as Error).stack}`);
    }
    await vscode.commands.executeCommand("workbench.action.closeAllEditors").then(undefined, () => {});
  }
  assert.equal(failed, 0, `${failed} of ${tests.length} tests failed`);
}

function seconds(start: number): string {
  return `${((Date.now() - start) / 1000).toFixed(2)}s`;
}

/** Waits until f gives something that is not false, and gives that. */
export async function until<T>(what: string, f: () => T | Promise<T>, ms = 20_000): Promise<Exclude<NonNullable<T>, false>> {
  const end = Date.now() + ms;
  for (;;) {
    const value = await f();
    if (value) {
      return value as Exclude<NonNullable<T>, false>;
    }
    assert(Date.now() < end, `timed out: ${what}`);
    await sleep(40);
  }
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export async function extension(): Promise<Api> {
  return vscode.extensions.getExtension<Api>("pyidiom.pyidiom")!.activate();
}

export function folder(index = 0): string {
  return vscode.workspace.workspaceFolders![index]!.uri.fsPath;
}

/** Writes a file of the workspace. */
export async function write(name: string, text: string, root = folder()): Promise<vscode.Uri> {
  const uri = vscode.Uri.file(path.join(root, name));
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  return uri;
}

export async function read(uri: vscode.Uri): Promise<string> {
  return Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
}

/** Writes a file of the workspace and shows it. */
export async function edit(name: string, text: string, root = folder()): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(await write(name, text, root)));
}

/** Our findings in a document: their codes, with the text that each marks. */
export function findings(document: vscode.TextDocument): string[] {
  return ours(document).map((d) => `${codeOf(d)} ${document.getText(d.range)}`);
}

export function ours(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter((d) => d.source === "pyidiom");
}

export function codeOf(d: vscode.Diagnostic): string {
  return String(typeof d.code === "object" ? d.code.value : d.code);
}

/** Waits until the findings of a document are these. */
export async function wait(document: vscode.TextDocument, want: string[]): Promise<void> {
  try {
    await until("findings", () => JSON.stringify(findings(document)) === JSON.stringify(want));
  } catch {
    assert.deepEqual(findings(document), want);
  }
}

/** The code actions at a place, resolved. */
export async function actions(document: vscode.TextDocument, range: vscode.Range, kind?: string): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand("vscode.executeCodeActionProvider", document.uri, range, kind, 20);
}

export async function act(document: vscode.TextDocument, range: vscode.Range, title: string): Promise<vscode.CodeAction> {
  const all = await actions(document, range);
  const action = all.find((a) => a.title === title);
  assert(action, `no action ${JSON.stringify(title)} in ${JSON.stringify(all.map((a) => a.title))}`);
  return action;
}

export async function set(key: string, value: unknown, scope?: vscode.ConfigurationScope, inLanguage = false): Promise<void> {
  const [, section, name] = /^(.*)\.([^.]+)$/.exec(key)!;
  await vscode.workspace.getConfiguration(section, scope).update(name!, value, vscode.ConfigurationTarget.Workspace, inLanguage);
}

/** Records the messages that the extension shows, and answers none, while body runs. */
export async function messages(body: (shown: string[]) => Promise<void>): Promise<void> {
  const shown: string[] = [];
  const { window } = vscode;
  const kept = { error: window.showErrorMessage, warning: window.showWarningMessage, information: window.showInformationMessage };
  const record = ((message: string) => {
    shown.push(message);
    return Promise.resolve(undefined);
  }) as unknown as typeof kept.error;
  Object.assign(window, { showErrorMessage: record, showWarningMessage: record, showInformationMessage: record });
  try {
    await body(shown);
  } finally {
    Object.assign(window, { showErrorMessage: kept.error, showWarningMessage: kept.warning, showInformationMessage: kept.information });
  }
}
