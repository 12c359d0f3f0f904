import * as vscode from "vscode";
import { type LanguageClient, State } from "vscode-languageclient/node";
import { type Binary, BinaryProblem, findBinary } from "./binary";
import { Changes } from "./changes";
import { createClient } from "./client";

export type Status = "starting" | "running" | "stopped" | "failed";

/** The server of this window: finds it, starts it, and says so once when that does not work. */
export class Server implements vscode.Disposable {
  readonly log = vscode.window.createOutputChannel("pyidiom", { log: true });
  private readonly changed = new vscode.EventEmitter<Status>();
  readonly onDidChangeStatus = this.changed.event;

  private readonly changes = new Changes();
  private found: Promise<Binary> | undefined;
  private current: LanguageClient | undefined;
  private queue: Promise<void> = Promise.resolve();
  private state: Status = "stopped";
  private why: string | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly context: vscode.ExtensionContext) {}

  get status(): Status {
    return this.state;
  }

  /** Why there is no server, while there is none. */
  get problem(): string | undefined {
    return this.why;
  }

  /** The client of the running server. */
  get client(): LanguageClient | undefined {
    return this.state === "running" ? this.current : undefined;
  }

  /** The binary, looked for once for each start. @throws BinaryProblem */
  binary(): Promise<Binary> {
    this.found ??= findBinary(this.context);
    return this.found;
  }

  /** Starts the server; one that runs is stopped first. Starts that are asked for meanwhile come one after the other. */
  restart(): Promise<void> {
    this.queue = this.queue.then(async () => {
      await this.end();
      await this.start();
    });
    return this.queue;
  }

  /** Restarts soon. Several wishes in a row, and what the client has to say about a change of settings, come first. */
  restartSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.restart(), 100);
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.queue = this.queue.then(() => this.end());
    return this.queue;
  }

  dispose(): void {
    this.changed.dispose();
    this.changes.dispose();
    this.log.dispose();
  }

  private async start(): Promise<void> {
    this.found = undefined;
    this.why = undefined;
    this.set("starting");
    let binary: Binary;
    try {
      binary = await this.binary();
    } catch (error) {
      this.fail(error instanceof BinaryProblem ? error.message : `pyidiom: ${(error as Error).message}`);
      return;
    }
    this.log.info(`pyidiom ${binary.version}: ${binary.path}`);
    const client = createClient(binary, this.log, this.changes, (reason) => this.current === client && this.giveUp(reason));
    this.current = client;
    client.onDidChangeState(({ newState }) => {
      if (this.current !== client || this.state === "failed") {
        return;
      }
      if (newState === State.Running) {
        this.set("running");
      } else if (newState === State.Starting) {
        this.set("starting");
      }
    });
    try {
      await client.start();
    } catch (error) {
      // If the server has ended, the client knows better why; it says so through the callback.
      await new Promise((resolve) => setTimeout(resolve, 500));
      this.giveUp(`the server did not start: ${(error as Error).message}`);
    }
  }

  private async end(): Promise<void> {
    const client = this.current;
    this.current = undefined;
    this.set("stopped");
    try {
      await client?.dispose();
    } catch (error) {
      this.log.debug(`The client did not stop in order: ${(error as Error).message}`);
    }
  }

  private giveUp(reason: string): void {
    this.fail(`pyidiom: ${reason}. The log may tell more; when the cause is mended, restart the server.`);
  }

  /** The first reason counts: what fails after it, fails because of it. */
  private fail(message: string): void {
    if (this.state === "failed") {
      return;
    }
    this.why = message;
    this.set("failed");
    this.log.error(message);
    void vscode.window.showErrorMessage(message, "Restart Server", "Show Log", "Open Settings").then((choice) => {
      switch (choice) {
        case "Restart Server":
          return this.restart();
        case "Show Log":
          return this.log.show();
        case "Open Settings":
          return vscode.commands.executeCommand("workbench.action.openSettings", "pyidiom.path");
      }
    });
  }

  private set(status: Status): void {
    if (this.state !== status) {
      this.state = status;
      this.changed.fire(status);
    }
  }
}
