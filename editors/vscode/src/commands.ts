import * as vscode from "vscode";
import { ExecuteCommandRequest, type LanguageClient } from "vscode-languageclient/node";
import { activeDocument } from "./documents";
import { openFileSettings } from "./fileSettings";
import { fixAllKind, fixWorkspace } from "./fixWorkspace";
import { openRulePage, type RulePages } from "./rules";
import type { Server } from "./server";

export function registerCommands(server: Server, pages: RulePages): vscode.Disposable[] {
  const command = (id: string, callback: (...args: never[]) => unknown) => vscode.commands.registerCommand(`pyidiom.${id}`, callback);
  return [
    command("restart", () => server.restart()),
    command("showLog", () => server.log.show()),
    command("showMenu", () => showMenu()),
    command("fixFile", () => withClient(server, fixFile)),
    command("fixWorkspace", () => withClient(server, reportFixWorkspace)),
    command("openRulePage", (code?: string) => (code === undefined ? pages.pick() : openRulePage(code))),
    command("showSettings", () => withDocument(openFileSettings)),
    command("fixOnSave", () => turnOnFixOnSave()),
  ];
}

async function withClient(server: Server, act: (client: LanguageClient) => Promise<void>): Promise<void> {
  if (server.client) {
    return act(server.client);
  }
  void vscode.window.showWarningMessage(server.problem ?? "pyidiom: the server is not running.");
}

async function withDocument(act: (document: vscode.TextDocument) => Promise<void>): Promise<void> {
  const document = activeDocument();
  if (document) {
    return act(document);
  }
  void vscode.window.showInformationMessage("pyidiom: open a Python file first.");
}

async function fixFile(client: LanguageClient): Promise<void> {
  await withDocument(async (document) => {
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const done = await client.sendRequest(ExecuteCommandRequest.type, { command: "pyidiom.fixAll", arguments: [uri] });
    if (done === null) {
      vscode.window.setStatusBarMessage("pyidiom: nothing to fix", 4000);
    }
  });
}

async function reportFixWorkspace(client: LanguageClient): Promise<void> {
  if ((await fixWorkspace(client)) === 0) {
    void vscode.window.showInformationMessage("pyidiom: nothing in this workspace has a safe fix.");
  }
}

/** Sets for Python files of this user that saving applies the safe fixes. */
async function turnOnFixOnSave(): Promise<void> {
  const config = vscode.workspace.getConfiguration("editor", { languageId: "python" });
  const now = config.inspect<Record<string, unknown>>("codeActionsOnSave")?.globalLanguageValue;
  await config.update("codeActionsOnSave", { ...now, [fixAllKind]: "explicit" }, vscode.ConfigurationTarget.Global, true);
  void vscode.window.showInformationMessage("pyidiom: Python files are fixed when you save them.");
}

async function showMenu(): Promise<void> {
  const entries: (vscode.QuickPickItem & { id: string })[] = [
    { label: "$(settings-gear) Show Settings of This File", description: "versions, configuration, rules", id: "pyidiom.showSettings" },
    { label: "$(book) Open Rule Page…", id: "pyidiom.openRulePage" },
    { label: "$(lightbulb-autofix) Fix All in File", id: "pyidiom.fixFile" },
    { label: "$(files) Fix All in Workspace…", description: "with a preview", id: "pyidiom.fixWorkspace" },
    { label: "$(debug-restart) Restart Server", id: "pyidiom.restart" },
    { label: "$(output) Show Log", id: "pyidiom.showLog" },
  ];
  const chosen = await vscode.window.showQuickPick(entries, { placeHolder: "pyidiom" });
  if (chosen) {
    await vscode.commands.executeCommand(chosen.id);
  }
}
