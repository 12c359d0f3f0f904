import * as vscode from "vscode";
import { type Binary, run } from "./binary";
import { pathOf } from "./documents";
import { serverSettings } from "./settings";

export const settingsScheme = "pyidiom-settings";

interface Found {
  key: string;
  value: string;
  source: string;
  path?: string;
  line?: number;
}

/** What `pyidiom check --show-settings --output-format json` prints. Paths may be relative to the folder it was run in. */
export interface FileSettings {
  path: string;
  root: string;
  folder: string;
  module: string;
  excluded: boolean;
  settings: Found[];
  versions: Found[];
  rules: string[];
}

/** What holds for a document, and where it was found. */
export async function fileSettings(binary: Binary, document: vscode.TextDocument): Promise<FileSettings> {
  const { file, cwd } = pathOf(document);
  return JSON.parse(await run(binary.path, ["check", "--output-format", "json", `--show-settings=${file}`], cwd)) as FileSettings;
}

/** Shows the settings of a document as a rendered page. */
export async function openFileSettings(document: vscode.TextDocument): Promise<void> {
  const uri = vscode.Uri.from({ scheme: settingsScheme, path: `/${nameOf(document)}.md`, query: document.uri.toString() });
  changed.fire(uri);
  await vscode.commands.executeCommand("vscode.openWith", uri, "vscode.markdown.preview.editor", { viewColumn: vscode.ViewColumn.Beside, preview: true });
}

const changed = new vscode.EventEmitter<vscode.Uri>();

export class SettingsPages implements vscode.TextDocumentContentProvider {
  readonly onDidChange = changed.event;

  constructor(private readonly binary: () => Promise<Binary>) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const document = vscode.workspace.textDocuments.find((d) => d.uri.toString() === uri.query);
    if (!document) {
      return "# Settings\n\nThe file is closed.\n";
    }
    try {
      return page(nameOf(document), await fileSettings(await this.binary(), document));
    } catch (error) {
      return `# Settings\n\nThey cannot be shown: ${(error as Error).message}\n`;
    }
  }
}

function nameOf(document: vscode.TextDocument): string {
  return document.uri.path.split("/").at(-1) ?? "";
}

function page(name: string, s: FileSettings): string {
  const editor = serverSettings();
  // The program knows the files only; settings of the editor hold where they say nothing.
  const settings = s.settings.map((x) =>
    x.source === "default" && x.key in editor ? { ...x, value: JSON.stringify(editor[x.key]), source: "settings of the editor" } : x,
  );
  const byEditor = ["select", "extend-select", "ignore", "severity"].some((key) => key in editor);
  return [
    `# Settings of ${name}`,
    table(["", ""], [["Root", s.root], ["Module", s.module], ["Excluded", s.excluded ? "yes" : "no"]]),
    "## Versions",
    table(["Package", "Version", "Found in"], s.versions.map((x) => [x.key, x.value, place(x)])),
    "## Configuration",
    table(["Key", "Value", "Set in"], settings.map((x) => [x.key, x.value || "–", place(x)])),
    `## Rules\n\n${s.rules.length} rules look at this file, where it uses what they are about: ${s.rules.map((code) => `\`${code}\``).join(" ")}`,
    byEditor ? "Settings of the editor choose rules, too; this list leaves them out." : "",
    "",
  ].join("\n\n");
}

function place(x: Found): string {
  const where = x.path === undefined ? "" : x.line === undefined ? x.path : `${x.path}, line ${x.line}`;
  return x.source === "configuration" ? where : where ? `${x.source}: ${where}` : x.source;
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((c) => c.replace(/[|\\`*_<>[\]]/g, "\\$&")).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}
