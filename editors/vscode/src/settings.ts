import * as vscode from "vscode";

/** The keys that the server reads: their names here, and in its configuration file. */
const serverKeys: Record<string, string> = {
  select: "select",
  extendSelect: "extend-select",
  ignore: "ignore",
  severity: "severity",
  perFileIgnores: "per-file-ignores",
  exclude: "exclude",
  unsafeFixes: "unsafe-fixes",
  fixOnSave: "fix-on-save",
  target: "target",
  guides: "guides",
  interpreter: "interpreter",
};

/** The settings that are of no use to a running server: a change needs a new one. */
const startKeys = ["path", "logLevel", "workspaceDiagnostics"];

function configuration(): vscode.WorkspaceConfiguration {
  // Server settings hold for the whole window: the server has one set of them.
  return vscode.workspace.getConfiguration("pyidiom", vscode.workspace.workspaceFolders?.[0]?.uri ?? null);
}

/**
 * The settings for the server, by the keys of the configuration file. Only what somebody has set is sent: a default sent
 * as a setting would look like a wish.
 */
export function serverSettings(): Record<string, unknown> {
  const config = configuration();
  const out: Record<string, unknown> = {};
  for (const [key, name] of Object.entries(serverKeys)) {
    const found = config.inspect(key);
    const isSet = [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue].some((v) => v !== undefined);
    const value = config.get<unknown>(key);
    if (isSet && value !== null && value !== "") {
      out[name] = value;
    }
  }
  return out;
}

/**
 * The path that the user has set for the server binary, "" without one. In a workspace that is not trusted, what the
 * workspace says does not count. The editor withholds it by itself (restrictedConfigurations); starting a program is not
 * to hang on that alone.
 */
export function binarySetting(): string {
  if (vscode.workspace.isTrusted) {
    return configuration().get<string>("path") ?? "";
  }
  return configuration().inspect<string>("path")?.globalValue ?? "";
}

export function logLevel(): string {
  return configuration().get<string>("logLevel") ?? "warn";
}

export function workspaceDiagnostics(): boolean {
  return configuration().get<boolean>("workspaceDiagnostics") ?? false;
}

/** Tells whether a change of settings asks for a new server. */
export function needsRestart(change: vscode.ConfigurationChangeEvent): boolean {
  return startKeys.some((key) => change.affectsConfiguration(`pyidiom.${key}`));
}
