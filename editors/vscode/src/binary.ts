import { execFile } from "node:child_process";
import { constants } from "node:fs";
import * as fs from "node:fs/promises";
import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { headerSize, targetOf } from "./platform";
import { binarySetting } from "./settings";

const fileName = process.platform === "win32" ? "pyidiom.exe" : "pyidiom";

/** A server binary that has been seen to run. */
export interface Binary {
  readonly path: string;
  readonly version: string;
}

/** Why there is no server, in words for the user that say what to do. */
export class BinaryProblem extends Error {}

/** Runs the binary and gives its standard output. It never gets a shell. */
export function run(binary: string, args: readonly string[], cwd?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(binary, args, { cwd, timeout: 15_000, maxBuffer: 16 << 20, windowsHide: true }, (error, stdout, stderr) => {
      if (error) {
        const detail = firstLine(stderr) || error.message;
        reject(Object.assign(new Error(detail), { code: error.code }));
      } else {
        resolve(stdout);
      }
    });
  });
}

/**
 * Finds the server binary and makes sure that it runs here.
 * @throws BinaryProblem
 */
export async function findBinary(context: vscode.ExtensionContext): Promise<Binary> {
  const set = binarySetting();
  if (set) {
    return probe(expand(set), `The setting "pyidiom.path" is ${set}`, 'Correct or remove the setting "pyidiom.path".');
  }
  const bundled = context.asAbsolutePath(path.join("bin", fileName));
  const here = `${process.platform}-${process.arch}`;
  const advice = `Install the package of this extension for ${here}, or set "pyidiom.path" to a pyidiom of your own.`;
  if (await exists(bundled)) {
    return probe(bundled, "The server in this extension cannot be used", advice);
  }
  const onPath = await search();
  if (onPath) {
    return probe(onPath, `The pyidiom on the PATH is ${onPath}`, advice);
  }
  throw new BinaryProblem(`pyidiom: this package of the extension has no server for ${here}. ${advice}`);
}

async function probe(binary: string, which: string, advice: string): Promise<Binary> {
  const problem = (what: string) => new BinaryProblem(`pyidiom: ${which}, but ${what}. ${advice}`);
  let header: Buffer;
  try {
    header = await head(binary);
  } catch (error) {
    throw problem(codeOf(error) === "ENOENT" ? "there is no such file" : `it cannot be read (${codeOf(error)})`);
  }
  const target = targetOf(header);
  const here = `${process.platform}-${process.arch}`;
  // A native program of a second architecture may run through an emulation, one of another platform never does.
  if (target && !target.startsWith(`${process.platform}-`)) {
    throw problem(`it is a program for ${target}, and this is ${here}`);
  }
  try {
    await fs.access(binary, constants.X_OK);
  } catch {
    throw problem("it may not be executed (on Linux and macOS: chmod +x)");
  }
  let output: string;
  try {
    output = await run(binary, ["version", "--output-format", "json"]);
  } catch (error) {
    const foreign = target !== undefined && target !== here ? `; it is a program for ${target}, and this is ${here}` : "";
    throw problem(`it does not run: ${(error as Error).message}${foreign}`);
  }
  try {
    const { version } = JSON.parse(output) as { version: string };
    return { path: binary, version };
  } catch {
    throw problem("it is not pyidiom");
  }
}

async function head(file: string): Promise<Buffer> {
  const handle = await fs.open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headerSize), 0, headerSize, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Looks for pyidiom on the PATH. Relative entries are left out: they may lead into the workspace. */
async function search(): Promise<string | undefined> {
  for (const dir of (process.env.PATH ?? "").split(path.delimiter)) {
    const file = path.join(dir, fileName);
    if (path.isAbsolute(dir) && (await exists(file))) {
      return file;
    }
  }
  return undefined;
}

async function exists(file: string): Promise<boolean> {
  return (await fs.stat(file).catch(() => undefined))?.isFile() ?? false;
}

/** Replaces "~" and "${workspaceFolder}", and makes the path absolute. */
function expand(file: string): string {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? os.homedir();
  const text = file.replace(/^~(?=[\\/])/, os.homedir()).replaceAll("${workspaceFolder}", folder);
  return path.resolve(folder, text);
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code ?? (error as Error).message);
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0]?.trim() ?? "";
}
