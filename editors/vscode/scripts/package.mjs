// Builds the server for this platform, or with --all for every platform that a C compiler is here for, and packs one
// .vsix for each. The server needs cgo, so a Go compiler alone does not do.
//
//   node scripts/package.mjs            pyidiom-linux-x64-0.1.0.vsix
//   node scripts/package.mjs --all      what can be built; the rest is named and skipped
//   node scripts/package.mjs TARGET...  these, or fail
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { writeNotices } from "./notices.mjs";

const here = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const root = path.resolve(here, "../..");
const { version } = JSON.parse(fs.readFileSync(path.join(here, "package.json"), "utf8"));

/**
 * What vsce calls the targets, in Go's words, and the cross compilers that make them, by preference. A target of the
 * machine itself is made with Go's own choice of compiler.
 */
const targets = {
  "linux-x64": { goos: "linux", goarch: "amd64", compilers: ["x86_64-linux-gnu-gcc", "x86_64-linux-musl-gcc", "zig cc -target x86_64-linux-musl"] },
  "linux-arm64": { goos: "linux", goarch: "arm64", compilers: ["aarch64-linux-gnu-gcc", "aarch64-linux-musl-gcc", "zig cc -target aarch64-linux-musl"] },
  "linux-armhf": { goos: "linux", goarch: "arm", compilers: ["arm-linux-gnueabihf-gcc", "zig cc -target arm-linux-musleabihf"] },
  "alpine-x64": { goos: "linux", goarch: "amd64", compilers: ["x86_64-linux-gnu-gcc", "x86_64-linux-musl-gcc", "zig cc -target x86_64-linux-musl"] },
  "alpine-arm64": { goos: "linux", goarch: "arm64", compilers: ["aarch64-linux-gnu-gcc", "aarch64-linux-musl-gcc", "zig cc -target aarch64-linux-musl"] },
  "darwin-x64": { goos: "darwin", goarch: "amd64", compilers: ["o64-clang"] },
  "darwin-arm64": { goos: "darwin", goarch: "arm64", compilers: ["oa64-clang"] },
  "win32-x64": { goos: "windows", goarch: "amd64", compilers: ["x86_64-w64-mingw32-gcc", "zig cc -target x86_64-windows-gnu"] },
  "win32-arm64": { goos: "windows", goarch: "arm64", compilers: ["aarch64-w64-mingw32-gcc", "zig cc -target aarch64-windows-gnu"] },
};
const goos = { linux: "linux", darwin: "darwin", win32: "windows" }[process.platform];
const goarch = { x64: "amd64", arm64: "arm64", arm: "arm" }[process.arch];
const own = `${process.platform}-${process.arch === "arm" ? "armhf" : process.arch}`;

const onPath = (program) => (process.env.PATH ?? "").split(path.delimiter).some((dir) => fs.existsSync(path.join(dir, program)));

/** The compiler for a target: "" for Go's own choice, undefined if there is none here. */
function compiler(t) {
  if (t.goos === goos && (t.goarch === goarch || goos === "darwin")) return ""; // Apple's clang makes both
  return t.compilers.find((c) => onPath(c.split(" ")[0]));
}

function run(command, args, options) {
  const r = spawnSync(command, args, { stdio: "inherit", ...options });
  if (r.error || r.status !== 0) throw new Error(`${command} ${args.join(" ")}: ${r.error?.message ?? `exit status ${r.status}`}`);
}

function pack(name) {
  const t = targets[name];
  const cc = compiler(t);
  const bin = path.join(here, "bin");
  fs.rmSync(bin, { recursive: true, force: true });
  // Linked statically, one program runs with every C library and every age of it.
  const flags = t.goos === "linux" ? "-s -w -linkmode external -extldflags -static" : "-s -w";
  const out = path.join(bin, t.goos === "windows" ? "pyidiom.exe" : "pyidiom");
  const env = { ...process.env, CGO_ENABLED: "1", GOOS: t.goos, GOARCH: t.goarch, ...(cc ? { CC: cc } : {}) };
  run("go", ["build", "-trimpath", "-buildvcs=false", "-tags", "netgo,osusergo", "-ldflags", flags, "-o", out, "./cmd/pyidiom"], {
    cwd: root,
    env,
  });
  writeNotices(here, root, env);
  const vsix = `pyidiom-${name}-${version}.vsix`;
  const vsce = path.join(here, "node_modules/@vscode/vsce/vsce");
  run(process.execPath, [vsce, "package", "--no-dependencies", "--target", name, "--out", vsix], { cwd: here });
  return `${vsix} ${(fs.statSync(path.join(here, vsix)).size / 1e6).toFixed(1)} MB`;
}

const args = process.argv.slice(2);
const all = args.includes("--all");
const wanted = all ? Object.keys(targets) : args.length > 0 ? args : [own];
let failed = false;
const report = [];
for (const name of wanted) {
  if (!targets[name]) {
    report.push(`FAILED  ${name}: not a target; there are ${Object.keys(targets).join(", ")}`);
    failed = true;
  } else if (compiler(targets[name]) === undefined) {
    report.push(`${all ? "skipped" : "FAILED "} ${name}: none of its C compilers is here: ${targets[name].compilers.join(", ")}`);
    failed ||= !all;
  } else {
    try {
      report.push(`packed  ${name}: ${pack(name)}`);
    } catch (error) {
      report.push(`FAILED  ${name}: ${error.message}`);
      failed = true;
    }
  }
}
console.log(`\n${report.join("\n")}`);
process.exitCode = failed ? 1 : 0;
