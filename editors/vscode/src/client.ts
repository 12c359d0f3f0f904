import * as vscode from "vscode";
import { CloseAction, type CloseHandlerResult, ErrorAction, LanguageClient, RevealOutputChannelOn } from "vscode-languageclient/node";
import type { Binary } from "./binary";
import type { Changes } from "./changes";
import { selector } from "./documents";
import { LastWords } from "./lastWords";
import { middleware } from "./middleware";
import { logLevel, serverSettings } from "./settings";

/** A server that ends more often than this within {@link crashWindow} is not started again. */
const maxCrashes = 4;
const crashWindow = 3 * 60_000;

/**
 * The language client. What it has to say itself goes to the log only: that there is no server any more is told by
 * {@link createClient}'s callback, once and with advice.
 */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  override warn(message: string, data?: unknown): void {
    super.warn(message, data, false);
  }

  override info(message: string, data?: unknown): void {
    super.info(message, data, false);
  }
}

/**
 * Makes a client for the server. gaveUp is called with the reason when a server has ended and is not started again.
 */
export function createClient(binary: Binary, log: vscode.LogOutputChannel, changes: Changes, gaveUp: (reason: string) => void): LanguageClient {
  changes.note(); // a new server knows nothing yet
  const words = new LastWords();
  let crashes: number[] = [];

  const closed = async (): Promise<CloseHandlerResult> => {
    const now = Date.now();
    crashes = [...crashes.filter((t) => now - t < crashWindow), now];
    const started = client.isRunning();
    if (started && crashes.length <= maxCrashes) {
      return { action: CloseAction.Restart, message: "The server ended and is started again.", handled: true };
    }
    await words.settled();
    gaveUp(`the server ended ${started ? `${crashes.length} times within three minutes` : "while it started"}${words}`);
    return { action: CloseAction.DoNotRestart, handled: true };
  };

  const client = new QuietClient(
    "pyidiom",
    "pyidiom",
    { command: binary.path, args: ["server", "--log-level", logLevel()] },
    {
      documentSelector: selector,
      outputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: serverSettings,
      initializationFailedHandler: () => false,
      middleware: middleware(changes),
      markdown: { isTrusted: { enabledCommands: ["pyidiom.openRulePage"] } },
      errorHandler: {
        error: (_error, _message, count) => ({ action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true }),
        closed,
      },
      stdioOptions: {
        stdout: () => {}, // the protocol
        stderr: (input, channel) => words.listen(input, (line) => channel.info(line)),
      },
    },
  );
  return client;
}
