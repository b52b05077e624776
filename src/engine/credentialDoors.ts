import { open, stat } from 'node:fs/promises';
import type { MachineDoors } from '../core/auth/credentials/machineDoors.ts';
import type { HostDoors } from '../protocol/engine.ts';
import { runTool } from './runTool.ts';

/** The machine as credentials may use it. Paths come from the user's settings, from Azure's own variables, or are checked by who asks. */
export function credentialDoors(host: HostDoors, environment: Readonly<Record<string, string | undefined>>): MachineDoors {
  return {
    trusted: true,
    platform: process.platform === 'win32' ? 'windows' : process.platform === 'darwin' ? 'mac' : 'linux',
    env: name => (environment[name]?.trim() ? environment[name] : undefined),
    readFile,
    exists: async path => (await stat(path).catch(() => undefined)) !== undefined,
    run: (call, signal) => runTool(call, environment, signal),
    async sign(ask) {
      // Loaded late: most runs need no certificate, and the worker is to be ready soon.
      const { signAssertion } = await import('./certificate/signAssertion.ts');
      return signAssertion(ask, await readFile(ask.file, mostCertificateBytes));
    },
    editorToken: ask => host.editorToken(ask),
    showDeviceCode: prompt => host.showDeviceCode(prompt),
  };
}

/** The doors of an untrusted workspace. */
export const shutDoors: MachineDoors = {
  trusted: false,
  platform: 'linux',
  env: () => undefined,
  readFile: async () => undefined,
  exists: async () => false,
  run: async () => ({ kind: 'not-found' }),
  sign: async () => ({ kind: 'unusable', message: 'nothing is read in an untrusted workspace' }),
  editorToken: async () => undefined,
  showDeviceCode: async () => {},
};

const mostCertificateBytes = 1024 * 1024;

async function readFile(path: string, mostBytes: number): Promise<Uint8Array | undefined> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const facts = await file.stat();
    return facts.isFile() && facts.size <= mostBytes ? await file.readFile() : undefined;
  } catch {
    // Not readable: who asked says so in the words of its own matter.
    return undefined;
  } finally {
    await file.close();
  }
}
