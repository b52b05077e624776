import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, roomFaults } from './rooms.ts';

const src = join(import.meta.dirname, '..', '..', '..', 'src');

function sources(): readonly string[] {
  const names = readdirSync(src, { recursive: true, encoding: 'utf8' });
  return names.map(name => name.replaceAll('\\', '/')).filter(name => name.endsWith('.ts'));
}

describe('the rooms of src', () => {
  test('no import points outward', () => {
    const files = sources();
    expect(files.length).toBeGreaterThan(10);
    expect(files.flatMap(file => roomFaults(file, readFileSync(join(src, file), 'utf8')))).toEqual([]);
  });

  const planted: readonly (readonly [file: string, line: string, reason: string])[] = [
    ['core/auth/a.ts', "import { x } from '../../host/x.ts';", 'core may not look at host/x.ts'],
    ['core/auth/a.ts', "export { x } from '../../extension.ts';", 'core may not look at extension.ts'],
    ['core/auth/a.ts', "import type { X } from '../../protocol/x.ts';", 'core may not look at protocol/x.ts'],
    ['core/auth/a.ts', "import fs from 'node:fs';", 'core runs where Node is not'],
    ['core/auth/a.ts', "import fs from 'fs/promises';", 'core runs where Node is not'],
    ['core/auth/a.ts', "import * as vscode from 'vscode';", 'vscode is not for core'],
    ['core/auth/a.ts', "const u = await import('undici');", 'undici is not for core'],
    ['core/auth/a.ts', "import { x } from '../../../test/x.ts';", 'leaves src'],
    ['transport/a.ts', "import { x } from '../engine/x.ts';", 'transport may not look at engine/x.ts'],
    ['transport/a.ts', "import { x } from '../protocol/x.ts';", 'transport may not look at protocol/x.ts'],
    ['engine/a.ts', "import { x } from '../emulator/x.ts';", 'engine may not look at emulator/x.ts'],
    ['engine/a.ts', "import * as vscode from 'vscode';", 'vscode is not for engine'],
    ['emulator/a.ts', "import { x } from '../core/token/x.ts';", 'emulator may not look at core/token/x.ts'],
    ['protocol/a.ts', "import { x } from '../engine/x.ts';", 'protocol may not look at engine/x.ts'],
    ['host/a.ts', "import { x } from '../engine/engineWorker.ts';", 'host may not look at engine/engineWorker.ts'],
    ['host/a.ts', "const { request } = require('undici');", 'undici is not for host'],
    ['host/a.ts', "import { x } from '../webview/x.ts';", 'host may not look at webview/x.ts'],
    ['webview/a.ts', "import { x } from '../host/x.ts';", 'webview may not look at host/x.ts'],
    ['webview/a.ts', "import 'node:path';", 'webview runs where Node is not'],
    ['cli/a.ts', "import { x } from '../host/x.ts';", 'cli may not look at host/x.ts'],
    ['extension.ts', "import { x } from './webview/x.ts';", 'extension.ts may not look at webview/x.ts'],
    ['attic/a.ts', '', 'attic is no room'],
  ];
  test.each(planted)('finds in %s: %s', (file, line, reason) => {
    expect(roomFaults(file, line).map(fault => fault.reason)).toEqual([reason]);
  });

  const fine: readonly (readonly [file: string, line: string])[] = [
    ['core/auth/a.ts', "import { x } from '../model/x.ts';"],
    ['core/token/a.ts', "import { decodeJwt } from 'jose';"],
    ['core/token/a.ts', "// import fs from 'node:fs';"],
    ['engine/a.ts', "import { Agent } from 'undici';"],
    ['emulator/a.ts', "import type { X } from '../core/model/x.ts';"],
    ['host/a.ts', "import { engineClient } from '../engine/engineClient.ts';"],
    ['host/a.ts', "import * as vscode from 'vscode';"],
    ['extension.ts', "import { x } from './host/x.ts';"],
  ];
  test.each(fine)('allows in %s: %s', (file, line) => {
    expect(importsOf(`${line}\nimport './self.ts';`)).toContain('./self.ts');
    expect(roomFaults(file, line)).toEqual([]);
  });
});
