import type { DocumentSelector } from "vscode-languageclient/node";
import * as vscode from "vscode";

/** What the server is shown: Python on disk, not yet saved, or in a notebook, and the files it is configured by. */
export const selector: DocumentSelector = [
  { language: "python", scheme: "file" },
  { language: "python", scheme: "untitled" },
  { language: "python", scheme: "vscode-notebook-cell" },
  { scheme: "file", pattern: "**/pyproject.toml" },
  { scheme: "file", pattern: "**/pyidiom.toml" },
];

/** Tells whether the server knows a document. */
export function isOurs(document: vscode.TextDocument): boolean {
  return vscode.languages.match(selector as vscode.DocumentSelector, document) > 0;
}

/** The document of the active editor if it is one of ours. In a notebook that is the cell. */
export function activeDocument(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && isOurs(document) ? document : undefined;
}

/**
 * The file that stands for a document where only a path will do, and the folder that it is seen from. A document that is
 * not saved counts as a file of the first folder.
 */
export function pathOf(document: vscode.TextDocument): { file: string; cwd: string | undefined } {
  if (document.uri.scheme === "untitled") {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    return { file: "untitled.py", cwd: folder };
  }
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(document.uri.fsPath))?.uri.fsPath;
  const file = document.uri.fsPath;
  return { file: file.endsWith(".ipynb") ? `${file}.py` : file, cwd: folder };
}
