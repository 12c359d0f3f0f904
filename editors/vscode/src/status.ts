import * as vscode from "vscode";
import { activeDocument, isOurs } from "./documents";
import { type FileSettings, fileSettings } from "./fileSettings";
import type { Server } from "./server";

/** How long the status waits for the next change before it asks for versions: switching through files costs nothing. */
const delay = 300;

/** The files that versions are read from. */
const versionFiles = "**/{pyproject.toml,pyidiom.toml,uv.lock,poetry.lock,pdm.lock,pylock*.toml,requirements*.txt,pyvenv.cfg}";

/** The item in the status bar: the state of the server, and the versions found for the active file. */
export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("pyidiom.status", vscode.StatusBarAlignment.Right, 99);
  private readonly parts: vscode.Disposable[] = [this.item];
  private timer: NodeJS.Timeout | undefined;
  private shown: { uri: string; settings: FileSettings } | undefined;

  constructor(private readonly server: Server) {
    this.item.name = "pyidiom";
    this.item.command = "pyidiom.showMenu";
    const watcher = vscode.workspace.createFileSystemWatcher(versionFiles);
    const later = () => this.later();
    this.parts.push(
      watcher,
      watcher.onDidChange(later),
      watcher.onDidCreate(later),
      watcher.onDidDelete(later),
      vscode.window.onDidChangeActiveTextEditor(later),
      vscode.workspace.onDidChangeConfiguration((e) => e.affectsConfiguration("pyidiom") && this.later()),
      server.onDidChangeStatus(() => {
        this.draw();
        this.later();
      }),
    );
    this.draw();
    this.later();
  }

  /** The text and the tooltip, as they stand in the status bar. */
  get view(): { text: string; tooltip: string; visible: boolean } {
    const { tooltip } = this.item;
    return { text: this.item.text, tooltip: typeof tooltip === "string" ? tooltip : (tooltip?.value ?? ""), visible: this.visible };
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.parts.forEach((part) => part.dispose());
  }

  private get visible(): boolean {
    return this.server.status === "failed" || vscode.window.visibleTextEditors.some((e) => isOurs(e.document));
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), delay);
  }

  private async ask(): Promise<void> {
    const document = activeDocument();
    if (document && this.server.status === "running") {
      const uri = document.uri.toString();
      try {
        const settings = await fileSettings(await this.server.binary(), document);
        this.shown = { uri, settings };
      } catch (error) {
        this.shown = undefined;
        this.server.log.warn(`The versions of ${uri} were not found: ${(error as Error).message}`);
      }
    }
    this.draw();
  }

  private draw(): void {
    const { item, server } = this;
    const uri = activeDocument()?.uri.toString();
    const settings = this.shown?.uri === uri ? this.shown?.settings : undefined;
    item.backgroundColor = undefined;
    switch (server.status) {
      case "failed":
        item.text = "$(error) pyidiom";
        item.backgroundColor = new vscode.ThemeColor("statusBarItem.errorBackground");
        item.tooltip = server.problem;
        break;
      case "running":
        item.text = settings ? `$(lightbulb) pyidiom · ${summary(settings)}` : "$(lightbulb) pyidiom";
        item.tooltip = settings ? tooltip(settings) : "pyidiom is running";
        break;
      case "starting":
        item.text = "$(loading~spin) pyidiom";
        item.tooltip = "pyidiom is starting";
        break;
      case "stopped":
        item.text = "$(circle-slash) pyidiom";
        item.tooltip = "pyidiom is stopped";
    }
    if (this.visible) {
      item.show();
    } else {
      item.hide();
    }
  }
}

function summary(settings: FileSettings): string {
  const python = settings.versions.find((v) => v.key === "python");
  return python && python.value !== "unknown" ? `Python ${python.value}` : "Python ?";
}

function tooltip(settings: FileSettings): vscode.MarkdownString {
  const text = new vscode.MarkdownString("**pyidiom** gives hints for these versions:\n\n| | | |\n| --- | --- | --- |\n");
  for (const v of settings.versions) {
    const where = v.path === undefined ? v.source : `${v.source}, ${v.path}${v.line === undefined ? "" : `:${v.line}`}`;
    text.appendMarkdown(`| ${v.key} | ${v.value.replaceAll("|", "\\|")} | ${where} |\n`);
  }
  return text;
}
