import { builtinModules } from 'node:module';
import { posix } from 'node:path';

/** One import that its room does not allow. */
export interface RoomFault {
  readonly file: string;
  readonly imported: string;
  readonly reason: string;
}

interface Room {
  /** Rooms, or single files of rooms, that it may look at beside itself. */
  readonly inward: readonly string[];
  readonly node: boolean;
  /** Packages that need a room's leave; all others are free. */
  readonly packages: readonly string[];
}

/** What whoever runs an engine needs of it: how to start and ask one, and how to answer when it asks for files. */
const doors = ['engine/engineClient.ts', 'engine/filesNear.ts', 'emulator/emulatorClient.ts'];

const rooms: Readonly<Record<string, Room>> = {
  core: { inward: [], node: false, packages: [] },
  transport: { inward: ['core/'], node: true, packages: ['undici'] },
  engine: { inward: ['core/', 'transport/', 'protocol/'], node: true, packages: ['undici'] },
  emulator: { inward: ['core/model/'], node: true, packages: [] },
  protocol: { inward: ['core/'], node: false, packages: [] },
  host: { inward: ['core/', 'protocol/', ...doors], node: true, packages: ['vscode'] },
  webview: { inward: ['core/', 'protocol/'], node: false, packages: [] },
  cli: { inward: ['core/', 'protocol/', ...doors], node: true, packages: [] },
  'extension.ts': { inward: ['core/', 'protocol/', 'host/', ...doors], node: true, packages: ['vscode'] },
};

const guarded = ['vscode', 'undici'];

/**
 * The imports of a file that its room does not allow.
 * @param file path below src, with forward slashes
 */
export function roomFaults(file: string, text: string): readonly RoomFault[] {
  const name = file.split('/')[0] ?? '';
  const room = rooms[name];
  if (room === undefined) return [{ file, imported: '', reason: `${name} is no room` }];
  return importsOf(text).flatMap(imported => {
    const reason = imported.startsWith('.') ? arrowFault(file, name, room, imported) : packageFault(name, room, imported);
    return reason === undefined ? [] : [{ file, imported, reason }];
  });
}

function arrowFault(file: string, name: string, room: Room, imported: string): string | undefined {
  const target = posix.join(posix.dirname(file), imported);
  if (target.startsWith('../')) return 'leaves src';
  const allowed =
    target.startsWith(`${name}/`) || room.inward.some(place => (place.endsWith('/') ? target.startsWith(place) : target === place));
  return allowed ? undefined : `${name} may not look at ${target}`;
}

function packageFault(name: string, room: Room, imported: string): string | undefined {
  const [base = ''] = imported.split('/');
  if (guarded.includes(base)) return room.packages.includes(base) ? undefined : `${base} is not for ${name}`;
  const builtin = imported.startsWith('node:') || builtinModules.includes(base);
  return builtin && !room.node ? `${name} runs where Node is not` : undefined;
}

/** Specifiers of every import and re-export, dynamic ones, `require` and import types included. */
export function importsOf(text: string): readonly string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const found = code.matchAll(/(?:\bfrom|\bimport|\bimport\s*\(|\brequire\s*\()\s*(['"])([^'"\n]+)\1/g);
  return [...found].map(match => match[2] ?? '');
}
