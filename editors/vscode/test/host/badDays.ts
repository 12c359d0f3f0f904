import assert from "node:assert/strict";
import * as fs from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import { edit, extension, folder, messages, runTests, set, sleep, until, wait } from "./harness";

const utcnow = "from datetime import datetime\n\nnow = datetime.utcnow()\n";

/** Writes a program into the workspace and makes it the server. Gives the one message that is shown. */
async function messageFor(content: string | Buffer, mode = 0o755): Promise<string> {
  const file = path.join(folder(), "server");
  await fs.rm(file, { force: true });
  await fs.writeFile(file, content, { mode });
  return messageOf(file);
}

async function messageOf(file: string): Promise<string> {
  const { server } = await extension();
  let message = "";
  await messages(async (shown) => {
    await set("pyidiom.path", file);
    await until("the failure", () => server.status === "failed");
    await sleep(1500); // for what must not come
    assert.equal(shown.length, 1, JSON.stringify(shown));
    assert.equal(server.status, "failed");
    message = shown[0]!;
  });
  assert.equal(message, server.problem);
  await messages(async (shown) => {
    await set("pyidiom.path", undefined);
    await until("the own server", () => server.status === "running");
    assert.deepEqual(shown, []);
  });
  return message;
}

async function missing(): Promise<void> {
  const message = await messageOf(path.join(folder(), "nowhere"));
  assert.match(message, /there is no such file\. Correct or remove the setting "pyidiom\.path"\.$/);
}

async function notExecutable(): Promise<void> {
  assert.match(await messageFor("#!/bin/sh\n", 0o644), /may not be executed \(on Linux and macOS: chmod \+x\)/);
}

async function foreign(): Promise<void> {
  const windows = Buffer.alloc(512);
  windows.write("MZ");
  windows.writeUInt32LE(128, 60);
  windows.write("PE\0\0", 128);
  windows.writeUInt16LE(0x8664, 132);
  assert.match(await messageFor(windows), new RegExp(`it is a program for win32-x64, and this is ${process.platform}-${process.arch}`));
}

async function foreignArchitecture(): Promise<void> {
  const { server } = await extension();
  const arm = await fs.readFile((await server.binary()).path).then((b) => Buffer.from(b.subarray(0, 4096)));
  arm.writeUInt16LE(0xb7, 18);
  assert.match(await messageFor(arm), /it is a program for linux-arm64, and this is linux-x64/);
}

async function somethingElse(): Promise<void> {
  assert.match(await messageFor("#!/bin/sh\necho hello\n"), /it is not pyidiom/);
}

/** A program that passes for the server until it is to serve. */
const pretender = (serve: string) => `#!/bin/sh
if [ "$1" = version ]; then echo '{"version": "9"}'; exit; fi
echo x >>"$(dirname "$0")/starts"
${serve}
`;

async function starts(): Promise<number> {
  const file = path.join(folder(), "starts");
  const text = await fs.readFile(file, "utf8").catch(() => "");
  await fs.rm(file, { force: true });
  return text.length / 2;
}

async function crashAtStart(): Promise<void> {
  const message = await messageFor(pretender("echo 'panic: no luck' >&2; exit 2"));
  assert.match(message, /the server ended while it started \(panic: no luck\)\. The log may tell more/);
  assert.equal(await starts(), 1, "a restart loop");
}

async function crashAgainAndAgain(): Promise<void> {
  const { server } = await extension();
  const own = (await server.binary()).path;
  // The server works, but not for long.
  const message = await messageFor(pretender(`exec 3<&0; '${own}' server <&3 & sleep 0.7; kill -9 $!`));
  assert.match(message, /the server ended 5 times within three minutes/);
  assert.equal(await starts(), 5);
}

async function recovered(): Promise<void> {
  const { document } = await edit("after.py", utcnow);
  await wait(document, ["PYV004 datetime.utcnow"]);
}

async function commandsWithoutServer(): Promise<void> {
  const { server } = await extension();
  await messages(async (shown) => {
    await set("pyidiom.path", path.join(folder(), "nowhere"));
    await until("the failure", () => server.status === "failed");
    await vscode.commands.executeCommand("pyidiom.fixFile");
    await vscode.commands.executeCommand("pyidiom.fixWorkspace");
    assert.deepEqual(shown, [server.problem, server.problem, server.problem]);
    await set("pyidiom.path", undefined);
    await until("the own server", () => server.status === "running");
  });
}

export async function run(): Promise<void> {
  const { server } = await extension();
  assert.equal(server.status, "running", server.problem);
  await runTests([
    ["binary missing", missing],
    ["binary not executable", notExecutable],
    ["binary of another platform", foreign],
    ["binary of another architecture", foreignArchitecture],
    ["binary of another program", somethingElse],
    ["crash at start", crashAtStart],
    ["crash again and again", crashAgainAndAgain],
    ["commands without a server", commandsWithoutServer],
    ["works again after all that", recovered],
  ]);
}
