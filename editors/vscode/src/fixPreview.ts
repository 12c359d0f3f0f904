import * as vscode from "vscode";
import type { FileFix } from "./fixWorkspace";

/** The scheme of files as they would be after the fixes. */
export const fixedScheme = "pyidiom-fixed";

const title = "pyidiom: Safe Fixes";

/**
 * Shows the changes of all files in one list of diffs, and lets the user choose the files to change: all, unless some are
 * taken out. The list of choices stays open while the diffs are read. Nothing is chosen if the user leaves it.
 *
 * The editor's own refactor preview is not used: what asks for confirmation there is unchecked at first, and a hundred
 * files would have to be ticked one by one.
 */
export async function previewFixes(fixes: readonly FileFix[]): Promise<readonly FileFix[]> {
  const after = new Map<string, string>();
  const content = vscode.workspace.registerTextDocumentContentProvider(fixedScheme, {
    provideTextDocumentContent: (uri) => after.get(uri.toString()) ?? "",
  });
  try {
    const resources = fixes.map((fix) => {
      const { uri } = fix.document;
      const fixed = uri.with({ scheme: fixedScheme, query: uri.scheme });
      after.set(fixed.toString(), apply(fix));
      return [uri, uri, fixed];
    });
    await vscode.commands.executeCommand("vscode.changes", title, resources);
    const items = fixes.map((fix) => ({
      label: vscode.workspace.asRelativePath(fix.document.uri),
      description: fix.edits.length === 1 ? "1 change" : `${fix.edits.length} changes`,
      picked: true,
      fix,
    }));
    const chosen = await vscode.window.showQuickPick(items, {
      canPickMany: true,
      ignoreFocusOut: true,
      title: "Apply the safe fixes to these files",
      placeHolder: "Enter applies, Escape leaves everything as it is",
    });
    return chosen?.map((item) => item.fix) ?? [];
  } finally {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await vscode.window.tabGroups.close(tabs.filter((tab) => tab.label.startsWith(title)));
    content.dispose();
  }
}

/** The text of a document after its edits, which do not overlap. */
function apply({ document, edits }: FileFix): string {
  const text = document.getText();
  let out = "";
  let done = 0;
  const sorted = edits.map((e) => ({ start: document.offsetAt(e.range.start), end: document.offsetAt(e.range.end), text: e.newText }));
  sorted.sort((a, b) => a.start - b.start || a.end - b.end);
  for (const edit of sorted) {
    out += text.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  return out + text.slice(done);
}
