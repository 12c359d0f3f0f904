import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient/node";
import type { Changes } from "./changes";
import { codeOfPage, openRulePage, rulePageUri } from "./rules";
import { serverSettings, workspaceDiagnostics } from "./settings";

/** What passes between editor and server differently from how the client library would have it. */
export function middleware(changes: Changes): Middleware {
  return {
    handleDiagnostics: (uri, diagnostics, next) => next(uri, diagnostics.map(linkToPage)),
    provideDiagnostics: async (document, previous, token, next) => {
      const report = await next(document, previous, token);
      if (report && "items" in report) {
        report.items.forEach(linkToPage);
      }
      return report;
    },
    provideWorkspaceDiagnostics: async (previous, token, reporter, next) => {
      if (!workspaceDiagnostics()) {
        return { items: [] };
      }
      // The client library asks again two seconds after each answer. Without a change there is nothing to ask for.
      await changes.wait(token);
      return next(previous, token, (chunk) => {
        for (const item of chunk?.items ?? []) {
          if ("items" in item) {
            item.items.forEach(linkToPage);
          }
        }
        reporter(chunk);
      });
    },
    provideHover: async (document, position, token, next) => {
      const hover = await next(document, position, token);
      for (const content of hover?.contents ?? []) {
        if (content instanceof vscode.MarkdownString) {
          content.value = linksToPages(content.value);
        }
      }
      return hover;
    },
    window: {
      showDocument: async (params, token, next) => {
        const code = codeOfPage(params.uri);
        if (code === undefined) {
          return next(params, token);
        }
        await openRulePage(code);
        return { success: true };
      },
    },
    workspace: {
      configuration: async (params, token, next) => {
        const values = await next(params, token);
        // The section holds our own settings, too, and those that nobody has set.
        return Array.isArray(values) ? values.map((v, i) => (params.items[i]?.section === "pyidiom" ? serverSettings() : v)) : values;
      },
    },
  };
}

/** Makes the code of a diagnostic lead to the page inside the editor. */
function linkToPage(diagnostic: vscode.Diagnostic): vscode.Diagnostic {
  const { code } = diagnostic;
  if (typeof code === "object") {
    const rule = codeOfPage(code.target.toString());
    if (rule !== undefined) {
      diagnostic.code = { value: code.value, target: rulePageUri(rule) };
    }
  }
  return diagnostic;
}

function linksToPages(markdown: string): string {
  return markdown.replace(/\]\((https:[^)\s]+)\)/g, (whole, url: string) => {
    const code = codeOfPage(url);
    return code === undefined ? whole : `](command:pyidiom.openRulePage?${encodeURIComponent(JSON.stringify([code]))})`;
  });
}
