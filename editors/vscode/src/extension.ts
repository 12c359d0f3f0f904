import * as vscode from "vscode";
import { registerCommands } from "./commands";
import { SettingsPages, settingsScheme } from "./fileSettings";
import { RulePages, ruleScheme } from "./rules";
import { Server } from "./server";
import { needsRestart } from "./settings";
import { StatusItem } from "./status";

/** What other extensions, and the tests, see of this one. */
export interface Api {
  readonly server: Server;
  readonly status: StatusItem;
}

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  const running = new Server(context);
  server = running;
  const binary = () => running.binary();
  const pages = new RulePages(binary);
  const status = new StatusItem(running);
  context.subscriptions.push(
    running,
    status,
    vscode.workspace.registerTextDocumentContentProvider(ruleScheme, pages),
    vscode.workspace.registerTextDocumentContentProvider(settingsScheme, new SettingsPages(binary)),
    ...registerCommands(running, pages),
    vscode.workspace.onDidChangeConfiguration((change) => needsRestart(change) && running.restartSoon()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => running.restartSoon()),
  );
  await running.restart();
  return { server: running, status };
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
