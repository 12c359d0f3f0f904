// Runs one suite of test/host inside the extension host of a real VS Code, the way VS Code tests itself.
//
//   node test/host.mjs VSCODE SUITE OUT
//
// VSCODE is what .ci/vscode printed, SUITE a file of dist/test without its ending, OUT a folder for screenshots.
// One line for each test, as `go test -v` prints them.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { suites } from "./suites.mjs";
import { startWorkbench } from "./workbench.mjs";

const [suite] = process.argv.slice(3);
const [dir, out] = [process.argv[2], process.argv[4]].map((p) => path.resolve(p));
const extension = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { prepare, ...options } = suites[suite];
let workbench;
let done;
const name = `vscode-${path.basename(dir)}/${suite}`;
let told = false;
const finished = new Promise((resolve) => (done = resolve));
const timer = setTimeout(() => done("timed out"), 240_000);
let status;
try {
  workbench = await startWorkbench({ dir, driver: true, ...options });
  const target = prepare(workbench.ws);
  const payload = [["extensionDevelopmentPath", workbench.remote(extension)], ["extensionTestsPath", workbench.remote(`${extension}/dist/test/${suite}.js`)]];
  const page = await workbench.open(target, payload, async (p) => {
    await p.exposeFunction("codeAutomationLog", (_type, args) => { // the console of the extension host, among others
      const text = args?.[0];
      if (typeof text !== "string") return;
      if (text.startsWith("test: ")) {
        told ||= text.startsWith("test: --- FAIL");
        console.log(text.slice(6).replace(/^--- (PASS|FAIL): /, `$&${name}/`));
      } else if (process.env.VERBOSE) console.log(text);
    });
    await p.exposeFunction("codeAutomationExit", (code) => done(code));
  });
  status = await finished;
  if (status !== 0) {
    fs.mkdirSync(out, { recursive: true });
    await page.screenshot({ path: `${out}/${suite}-failed.png` });
    console.log(workbench.logFile("pyidiom").split("\n").slice(-40).join("\n"));
  }
} catch (error) {
  console.error(error);
  status = 1;
} finally {
  clearTimeout(timer);
  await workbench?.stop();
}
if (workbench?.offsite.length) {
  console.log(`left this machine: ${workbench.offsite.join(" ")}`);
  status = "left this machine";
}
if (status !== 0 && !told) console.log(`${workbench?.output() ?? ""}\n--- FAIL: ${name} (${status})`);
process.exit(status === 0 ? 0 : 1);
