// The suites of test/host: the workspace that each opens, and its settings.
import fs from "node:fs";
import path from "node:path";

function write(root, files) {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}

const pyproject = (python, ...dependencies) => `[project]
name = "shop"
version = "1.0.0"
requires-python = "${python}"
dependencies = [${dependencies.map((d) => `"${d}"`).join(", ")}]
`;

const app = pyproject(">=3.12", "fastapi==0.115.0", "sqlalchemy==2.0.40", "pydantic==2.11.0");

export const suites = {
  editing: {
    prepare(ws) {
      write(ws, { "pyproject.toml": app, "shop/__init__.py": "" });
      return ws;
    },
  },
  badDays: {
    prepare(ws) {
      write(ws, { "pyproject.toml": app });
      return ws;
    },
  },
  roots: {
    prepare(ws) {
      write(ws, {
        "old/pyproject.toml": pyproject(">=3.8", "fastapi==0.90.0"),
        "new/pyproject.toml": app,
        "third/pyproject.toml": app,
        "two.code-workspace": JSON.stringify({ folders: [{ path: "old" }, { path: "new" }] }),
      });
      return path.join(ws, "two.code-workspace");
    },
  },
  untrusted: {
    trusted: false,
    prepare(ws) {
      // A program of the workspace that would leave a trace if it were run.
      const trap = path.join(ws, "pyidiom");
      write(ws, {
        "pyproject.toml": app,
        pyidiom: `#!/bin/sh\necho ran >>'${ws}/trace'\n`,
        ".vscode/settings.json": JSON.stringify({ "pyidiom.path": trap }),
      });
      fs.chmodSync(trap, 0o755);
      return ws;
    },
  },
};
