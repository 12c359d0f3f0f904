// The licences of what others wrote and the package carries: the modules in the bundle, and those in the server.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

function licence(dir) {
  const file = fs.readdirSync(dir).sort().find((f) => /^(licen[cs]e|copying)/i.test(f));
  return file ? fs.readFileSync(path.join(dir, file), "utf8").trim() : "(see its package)";
}

/** The npm packages that esbuild put into the bundle, by its metafile. */
function bundled(here) {
  const { inputs } = JSON.parse(fs.readFileSync(path.join(here, "dist/meta.json"), "utf8"));
  const dirs = Object.keys(inputs).map((f) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(f)?.[1]).filter(Boolean);
  return [...new Set(dirs)].map((dir) => {
    const { name, version } = JSON.parse(fs.readFileSync(path.join(here, dir, "package.json"), "utf8"));
    return [`${name} ${version}`, licence(path.join(here, dir))];
  });
}

/** The Go modules that are in the server. */
function linked(root, env) {
  const format = "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}";
  const out = execFileSync("go", ["list", "-deps", "-f", format, "./cmd/pyidiom"], { cwd: root, env, encoding: "utf8", maxBuffer: 64 << 20 });
  return [...new Set(out.split("\n").filter(Boolean))].map((line) => {
    const [name, version, dir] = line.split("\t");
    return [`${name} ${version}`, licence(dir)];
  });
}

/** Writes ThirdPartyNotices.txt. env is the environment that the server is built in: it decides what is in it. */
export function writeNotices(here, root, env) {
  const goroot = execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim();
  const all = [...bundled(here), ...linked(root, env), ["The Go standard library", fs.existsSync(path.join(goroot, "LICENSE")) ? licence(goroot) : "BSD 3-Clause, https://go.dev/LICENSE"]];
  all.sort(([a], [b]) => (a < b ? -1 : 1));
  const text = all.map(([name, text]) => `${name}\n\n${text}\n`).join(`\n${"-".repeat(80)}\n\n`);
  fs.writeFileSync(path.join(here, "ThirdPartyNotices.txt"), `This package contains the following works of others.\n\n${"-".repeat(80)}\n\n${text}`);
}
