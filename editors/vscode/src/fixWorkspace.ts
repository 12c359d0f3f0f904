import * as vscode from "vscode";
import { CodeActionRequest, type LanguageClient, type WorkspaceDiagnosticReport } from "vscode-languageclient/node";
import { isOurs } from "./documents";
import { previewFixes } from "./fixPreview";

export const fixAllKind = "source.fixAll.pyidiom";

/** What fix-all makes of one file. */
export interface FileFix {
  readonly document: vscode.TextDocument;
  readonly edits: vscode.TextEdit[];
}

/**
 * Collects the safe fixes of all files of the workspace, shows what they change, and applies them to the files that the
 * user then chooses. Gives the number of files with fixes, or undefined if the user broke it off.
 */
export async function fixWorkspace(client: LanguageClient): Promise<number | undefined> {
  const fixes = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: "pyidiom: looking for what can be fixed", cancellable: true },
    (progress, token) => collect(client, progress, token),
  );
  if (!fixes || fixes.length === 0) {
    return fixes?.length;
  }
  await applyFixes(await previewFixes(fixes));
  return fixes.length;
}

async function applyFixes(fixes: readonly FileFix[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const fix of fixes) {
    edit.set(fix.document.uri, fix.edits);
  }
  const toSave = fixes.map((fix) => fix.document).filter((document) => !document.isDirty && !document.isUntitled);
  if (!(await vscode.workspace.applyEdit(edit, { isRefactoring: true }))) {
    throw new Error("pyidiom: the fixes were not applied, because the files have changed meanwhile. Try again.");
  }
  // The editor saves what it has not open; the list of diffs has opened all of them.
  if (vscode.workspace.getConfiguration("files").get("refactoring.autoSave", true)) {
    await Promise.all(toSave.map((document) => document.save()));
  }
}

async function collect(
  client: LanguageClient,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<FileFix[] | undefined> {
  const uris = await withFindings(client, token);
  const fixes: FileFix[] = [];
  for (const [i, uri] of uris.entries()) {
    if (token.isCancellationRequested) {
      return undefined;
    }
    progress.report({ message: `${i + 1} of ${uris.length} files`, increment: 100 / uris.length });
    // The server fixes documents that the editor has opened.
    const document = await vscode.workspace.openTextDocument(uri);
    const edits = await fixAll(client, document, token);
    if (edits.length > 0) {
      fixes.push({ document, edits });
    }
  }
  return token.isCancellationRequested ? undefined : fixes;
}

/** The files to look at: those with findings, and whatever is open. */
async function withFindings(client: LanguageClient, token: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const report = await client.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds: [] }, token);
  const uris = new Map<string, vscode.Uri>();
  for (const item of report.items) {
    if (item.kind === "full" && item.items.length > 0) {
      const uri = client.protocol2CodeConverter.asUri(item.uri);
      uris.set(uri.toString(), uri);
    }
  }
  for (const document of vscode.workspace.textDocuments) {
    if (isOurs(document)) {
      uris.set(document.uri.toString(), document.uri);
    }
  }
  return [...uris.values()].sort((a, b) => a.toString().localeCompare(b.toString()));
}

/** The edits that make all safe fixes in a document. */
async function fixAll(client: LanguageClient, document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.TextEdit[]> {
  const { line, character } = document.lineAt(document.lineCount - 1).range.end;
  const actions = await client.sendRequest(
    CodeActionRequest.type,
    {
      textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
      range: { start: { line: 0, character: 0 }, end: { line, character } },
      context: { diagnostics: [], only: [fixAllKind] },
    },
    token,
  );
  const edits: vscode.TextEdit[] = [];
  for (const action of actions ?? []) {
    const edit = "edit" in action ? await client.protocol2CodeConverter.asWorkspaceEdit(action.edit, token) : undefined;
    edits.push(...(edit?.get(document.uri) ?? []));
  }
  return edits;
}
