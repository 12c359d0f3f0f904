import * as vscode from "vscode";
import type { Binary } from "./binary";
import { run } from "./binary";

/** The scheme of rule pages: pyidiom-rule:/FAP010.md. package.json says that they are shown as a Markdown preview. */
export const ruleScheme = "pyidiom-rule";

interface Rule {
  code: string;
  name: string;
  summary: string;
  page?: string;
}

export function rulePageUri(code: string): vscode.Uri {
  return vscode.Uri.from({ scheme: ruleScheme, path: `/${code}.md` });
}

/** The code of the rule whose page in the repository a URL is. */
export function codeOfPage(url: string): string | undefined {
  return /\/analysis\/rules\/[a-z]+\/([a-z]{3}\d{3})\.md$/.exec(url)?.[1]?.toUpperCase();
}

/** Shows the page of a rule beside the code, rendered. */
export async function openRulePage(code: string): Promise<void> {
  await vscode.commands.executeCommand("vscode.openWith", rulePageUri(code), "vscode.markdown.preview.editor", {
    viewColumn: vscode.ViewColumn.Beside,
    preview: true,
  });
}

/** Gives the text of rule pages, as the server binary has them. */
export class RulePages implements vscode.TextDocumentContentProvider {
  constructor(private readonly binary: () => Promise<Binary>) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const code = uri.path.replace(/^\//, "").replace(/\.md$/, "");
    try {
      const { path } = await this.binary();
      return (JSON.parse(await run(path, ["rule", "--output-format", "json", "--", code])) as Rule).page ?? "";
    } catch (error) {
      return `# ${code}\n\nThe page cannot be shown: ${(error as Error).message}\n`;
    }
  }

  /** Lets the user choose a rule and shows its page. */
  async pick(): Promise<void> {
    const { path } = await this.binary();
    const rules = JSON.parse(await run(path, ["rules", "--output-format", "json"])) as Rule[];
    const items = rules.map((r) => ({ label: r.code, description: r.name, detail: r.summary }));
    const chosen = await vscode.window.showQuickPick(items, {
      placeHolder: "The page of which rule?",
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (chosen) {
      await openRulePage(chosen.label);
    }
  }
}
