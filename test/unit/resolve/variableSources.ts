import type { VariableSources } from '../../../src/core/resolve/variableSources.ts';

/** Doors with fixed answers: Saturday, 21 November 2026, 10:30:15.250 UTC in a zone two hours ahead, and two vaults. */
export function aSource(partial: Partial<VariableSources> = {}): VariableSources {
  return {
    now: () => Date.UTC(2026, 10, 21, 10, 30, 15, 250),
    uuid: () => '6f1f4d0c-8d5e-4c6e-9d0a-3b1c2d3e4f50',
    random: min => min,
    localOffset: () => 120,
    environment: {},
    prompt: async () => undefined,
    processEnv: async () => undefined,
    dotenv: async () => undefined,
    readFile: async () => undefined,
    vaults: [
      { name: 'contoso', url: 'https://contoso.vault.azure.net', credential: 'app' },
      { name: 'payroll', url: 'https://payroll.vault.azure.net', credential: 'other' },
    ],
    defaultVault: null,
    fetched: new Set(),
    fetchValue: async () => ({ kind: 'problem', message: 'not here' }),
    reference: async () => undefined,
    ...partial,
  };
}
