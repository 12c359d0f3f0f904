import * as vscode from "vscode";

/** Waits for changes of what the findings of a workspace depend on. */
export class Changes implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly watcher = vscode.workspace.createFileSystemWatcher("**/{*.py,*.pyi,pyproject.toml,pyidiom.toml,*.lock}");
  private readonly parts: vscode.Disposable[];
  private pending = true;

  constructor() {
    const note = () => this.note();
    this.parts = [
      this.changed,
      this.watcher,
      this.watcher.onDidChange(note),
      this.watcher.onDidCreate(note),
      this.watcher.onDidDelete(note),
      vscode.workspace.onDidChangeConfiguration((e) => e.affectsConfiguration("pyidiom") && note()),
      vscode.workspace.onDidCloseTextDocument(note),
    ];
  }

  /** Ends the next wait, or the one that is on. */
  note(): void {
    this.pending = true;
    this.changed.fire();
  }

  /** Returns when something has changed since the last return, or when the token is cancelled. */
  async wait(token: vscode.CancellationToken): Promise<void> {
    if (!this.pending && !token.isCancellationRequested) {
      await new Promise<void>((resolve) => {
        const parts = [this.changed.event(done), token.onCancellationRequested(done)];
        function done(): void {
          parts.forEach((part) => part.dispose());
          resolve();
        }
      });
    }
    this.pending = false;
  }

  dispose(): void {
    this.parts.forEach((part) => part.dispose());
  }
}
