import * as readline from "node:readline";

const kept = 200;

/** Keeps what a program has said last, to tell why it ended. */
export class LastWords {
  private lines: string[] = [];

  listen(input: NodeJS.ReadableStream, also: (line: string) => void): void {
    readline.createInterface({ input, terminal: false }).on("line", (line) => {
      this.lines.push(line);
      if (this.lines.length > kept) {
        this.lines.shift();
      }
      also(line);
    });
  }

  /** Waits a moment for what is still in the pipe: the end of a program may be noticed before its last words. */
  settled(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 100));
  }

  /** The line that tells most, in brackets: of a Go panic the first, else the last. "" if nothing was said. */
  toString(): string {
    const line = this.lines.find((l) => /^(panic|fatal error):/.test(l)) ?? this.lines.findLast((l) => l.trim() !== "");
    return line === undefined ? "" : ` (${line.trim().slice(0, 200)})`;
  }
}
