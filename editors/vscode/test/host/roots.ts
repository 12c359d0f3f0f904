import assert from "node:assert/strict";
import * as path from "node:path";
import * as vscode from "vscode";
import { edit, extension, findings, folder, runTests, sleep, until, wait } from "./harness";

const api = `from fastapi import Depends, FastAPI

app = FastAPI()


def get_token() -> str:
    return "token"


@app.get("/a")
def a(user: str = Depends(get_token)) -> str:
    return user
`;

/** Each root has its own versions: FastAPI 0.90 has no Annotated, 0.115 has. */
async function versions(): Promise<void> {
  const old = await edit("main.py", api, folder(0));
  const fresh = await edit("main.py", api, folder(1));
  await wait(fresh.document, ["FAP010 user: str = Depends(get_token)"]);
  await sleep(300);
  assert.deepEqual(findings(old.document), []);
}

async function status(): Promise<void> {
  const { status } = await extension();
  await edit("status.py", api, folder(0));
  await until("the old version", () => /\| fastapi \| ==0\.90\.0 \|/.test(status.view.tooltip));
  await edit("status.py", api, folder(1));
  await until("the new version", () => /\| fastapi \| ==0\.115\.0 \|/.test(status.view.tooltip));
}

/** Changes the roots and waits until the editor has done so: until then it takes no other change. */
async function changed(change: () => boolean): Promise<void> {
  const event = new Promise((resolve) => {
    const listener = vscode.workspace.onDidChangeWorkspaceFolders(() => resolve(listener.dispose()));
  });
  assert(change());
  await event;
}

async function addAndRemove(): Promise<void> {
  const third = path.join(path.dirname(folder(0)), "third");
  await changed(() => vscode.workspace.updateWorkspaceFolders(2, 0, { uri: vscode.Uri.file(third) }));
  assert.equal(vscode.workspace.workspaceFolders?.length, 3);
  const { document } = await edit("main.py", api, third);
  await wait(document, ["FAP010 user: str = Depends(get_token)"]);
  await changed(() => vscode.workspace.updateWorkspaceFolders(2, 1));
  assert.equal(vscode.workspace.workspaceFolders?.length, 2);
  const { document: other } = await edit("again.py", api, folder(1));
  await wait(other, ["FAP010 user: str = Depends(get_token)"]);
}

export async function run(): Promise<void> {
  const { server } = await extension();
  assert.equal(server.status, "running", server.problem);
  await runTests([
    ["two roots, two sets of versions", versions],
    ["status bar of two roots", status],
    ["a root is added and removed", addAndRemove],
  ]);
}
