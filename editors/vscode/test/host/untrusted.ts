import assert from "node:assert/strict";
import * as fs from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import { actions, edit, extension, folder, ours, runTests, wait } from "./harness";

async function works(): Promise<void> {
  assert.equal(vscode.workspace.isTrusted, false);
  const { document } = await edit("main.py", "from datetime import datetime\n\nnow = datetime.utcnow()\n");
  await wait(document, ["PYV004 datetime.utcnow"]);
  assert((await actions(document, ours(document)[0]!.range)).length > 0);
}

async function runsNothing(): Promise<void> {
  const { server } = await extension();
  const inspected = vscode.workspace.getConfiguration("pyidiom").inspect<string>("path");
  assert(!(await server.binary()).path.startsWith(folder()), "the binary of the workspace was chosen");
  assert.equal(inspected?.globalValue, undefined);
  await fs.access(path.join(folder(), "pyidiom"));
  await assert.rejects(fs.access(path.join(folder(), "trace")), "a program of the workspace was run");
}

export async function run(): Promise<void> {
  const { server } = await extension();
  assert.equal(server.status, "running", server.problem);
  await runTests([
    ["untrusted workspace: hints and fixes", works],
    ["untrusted workspace: its binary is not run", runsNothing],
  ]);
}
