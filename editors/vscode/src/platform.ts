/** What a program file is for, read from its first bytes. */

const elfMachines: Record<number, string> = { 0x03: "ia32", 0x28: "arm", 0x3e: "x64", 0xb7: "arm64", 0xf3: "riscv64" };
const peMachines: Record<number, string> = { 0x014c: "ia32", 0x8664: "x64", 0xaa64: "arm64" };
const machTypes: Record<number, string> = { 0x01000007: "x64", 0x0100000c: "arm64" };

/** How many bytes of a file {@link targetOf} wants to see. */
export const headerSize = 1024;

/**
 * Gives the platform and architecture of an executable in Node's words, such as "linux-x64". Undefined for anything
 * that is not a native program: a script may run anywhere.
 *
 * It is asked before a program is started, because starting a foreign one does not fail in a clear way: on Linux the C
 * library hands it to the shell, which complains about its syntax.
 */
export function targetOf(header: Buffer): string | undefined {
  if (header.length < 20) {
    return undefined;
  }
  if (header.readUInt32BE(0) === 0x7f454c46) {
    const little = header[5] === 1;
    const machine = little ? header.readUInt16LE(18) : header.readUInt16BE(18);
    return `linux-${elfMachines[machine] ?? "unknown"}`;
  }
  if (header.readUInt32LE(0) === 0xfeedfacf) {
    return `darwin-${machTypes[header.readUInt32LE(4)] ?? "unknown"}`;
  }
  if (header.readUInt16BE(0) === 0x4d5a && header.length >= 64) {
    const pe = header.readUInt32LE(60);
    if (pe + 6 <= header.length && header.readUInt32BE(pe) === 0x50450000) {
      return `win32-${peMachines[header.readUInt16LE(pe + 4)] ?? "unknown"}`;
    }
  }
  return undefined;
}
