import * as vscode from "vscode";
import { CodeActionRequest, type LanguageClient, type WorkspaceDiagnosticReport } from "vscode-languageclient/node";
import { isOurs } from "./documents";

export const fixAllKind = "source.fixAll.pyidiom";

/**
 * Collects the safe fixes of all files of the workspace and shows them in the editor's refactor preview, where the user
 * takes them file by file. Gives the number of files with fixes, or undefined if the user broke it off.
 */
export async function fixWorkspace(client: LanguageClient): Promise<number | undefined> {
  const edit = new vscode.WorkspaceEdit();
  const files = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: "pyidiom: looking for what can be fixed", cancellable: true },
    (progress, token) => collect(client, edit, progress, token),
  );
  if (files) {
    // isRefactoring: what is not open is saved after the change, as files.refactoring.autoSave says.
    await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  }
  return files;
}

async function collect(
  client: LanguageClient,
  edit: vscode.WorkspaceEdit,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<number | undefined> {
  const uris = await withFindings(client, token);
  let files = 0;
  for (const [i, uri] of uris.entries()) {
    if (token.isCancellationRequested) {
      return undefined;
    }
    progress.report({ message: `${i + 1} of ${uris.length} files`, increment: 100 / uris.length });
    // Fixing is about documents that the editor has opened; so an edit carries the version that it is for.
    const document = await vscode.workspace.openTextDocument(uri);
    if (await addFixes(client, document, edit, token)) {
      files++;
    }
  }
  return token.isCancellationRequested ? undefined : files;
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

/** Adds the safe fixes of a document to an edit and tells whether there were any. */
async function addFixes(client: LanguageClient, document: vscode.TextDocument, edit: vscode.WorkspaceEdit, token: vscode.CancellationToken): Promise<boolean> {
  const end = document.lineAt(document.lineCount - 1).range.end;
  const actions = await client.sendRequest(
    CodeActionRequest.type,
    {
      textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
      range: { start: { line: 0, character: 0 }, end: { line: end.line, character: end.character } },
      context: { diagnostics: [], only: [fixAllKind] },
    },
    token,
  );
  let added = false;
  for (const action of actions ?? []) {
    const fix = "edit" in action ? await client.protocol2CodeConverter.asWorkspaceEdit(action.edit, token) : undefined;
    for (const [uri, edits] of fix?.entries() ?? []) {
      const confirm = { needsConfirmation: true, label: "Fix all pyidiom findings" };
      edit.set(uri, edits.map((e) => [e, confirm] as [vscode.TextEdit, vscode.WorkspaceEditEntryMetadata]));
      added ||= edits.length > 0;
    }
  }
  return added;
}
