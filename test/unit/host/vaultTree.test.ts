import { describe, expect, test } from 'vitest';
import { english } from '../../../src/core/model/translate.ts';
import { type VaultTreeFacts, vaultTree } from '../../../src/host/vaults/vaultTree.ts';

const now = 1_800_000_000;
const contoso = { name: 'contoso', url: 'https://contoso.vault.azure.net', credential: 'app' };
const facts = (over: Partial<VaultTreeFacts>): VaultTreeFacts => ({
  vaults: [contoso],
  problems: [],
  facts: [],
  lastAnswers: new Map(),
  embedded: 'stopped',
  sample: { name: 'sample', url: 'https://kvhttp--sample.vault.azure.net' },
  engineFault: null,
  now,
  ...over,
});
const tree = (over: Partial<VaultTreeFacts>) => vaultTree(facts(over), english);
const known = {
  vault: 'contoso',
  tenant: '11111111-2222-3333-4444-555555555555',
  resource: 'https://vault.azure.net',
  tokenAudience: 'https://vault.azure.net',
  tokenExpiresAt: now + 59 * 60 + 30,
};

describe('vaultTree', () => {
  test('is empty where there is nothing to show but the stopped embedded vault', () => {
    expect(tree({ vaults: [] })).toEqual([]);
  });
  for (const embedded of ['starting', 'running'] as const)
    test(`shows the ${embedded} embedded vault alone`, () => {
      expect(tree({ vaults: [], embedded }).map(node => [node.id, node.contextValue])).toEqual([
        ['embedded', `vault embedded ${embedded}`],
      ]);
    });

  for (const [name, over, description] of [
    ['never contacted', {}, 'never contacted'],
    ['challenge known', { facts: [{ ...known, tokenAudience: null, tokenExpiresAt: null }] }, 'tenant 1111…'],
    ['token known', { facts: [known] }, 'tenant 1111… · token 59 min'],
    ['token in its last minute', { facts: [{ ...known, tokenExpiresAt: now + 59 }] }, 'tenant 1111… · token under a minute'],
    ['token expired', { facts: [{ ...known, tokenExpiresAt: now }] }, 'tenant 1111… · token expired'],
    ['token without expiry', { facts: [{ ...known, tokenExpiresAt: null }] }, 'tenant 1111… · token without expiry'],
    [
      'last answer a failure',
      {
        facts: [known],
        lastAnswers: new Map([['contoso', { verdict: 'failure', headline: '403: no role for secrets', asks: null } as const]]),
      },
      '403: no role for secrets',
    ],
    [
      'last answer good, caches cleared',
      { lastAnswers: new Map([['contoso', { verdict: 'expected', headline: '200 · 1 call', asks: null } as const]]) },
      '200 · 1 call',
    ],
    [
      'answered a probe',
      {
        lastAnswers: new Map([
          ['contoso', { verdict: 'expected', headline: '401', asks: { tenant: known.tenant, resource: known.resource } } as const],
        ]),
      },
      'tenant 1111…',
    ],
  ] as const)
    test(`${name}: ${description}`, () => expect(tree(over)[0]).toMatchObject({ id: 'vault:contoso', description }));

  test.each([
    ['nothing', [], 'vault configured'],
    ['a challenge', [{ ...known, tokenAudience: null, tokenExpiresAt: null }], 'vault configured challenged'],
    ['a challenge and a token', [known], 'vault configured challenged tokened'],
  ] as const)('tells menus that %s can be forgotten', (_, known, contextValue) =>
    expect(tree({ facts: known })[0]).toMatchObject({ contextValue }),
  );

  test('opens every vault that can be asked; a stopped embedded one would start by being drawn', () => {
    expect(tree({}).map(node => node.opens)).toEqual([true, false]);
    expect(tree({ embedded: 'running' }).map(node => node.opens)).toEqual([true, true]);
  });

  test('says in the tooltip what the line leaves out', () => {
    const tooltip = tree({ facts: [known] })[0]?.tooltip ?? '';
    for (const part of [contoso.url, known.tenant, known.resource, 'app', '59 min']) expect(tooltip).toContain(part);
  });

  test('shows a bad setting as a line of its own, before the vaults', () => {
    const nodes = tree({ problems: [{ setting: 'vaults', entry: '2', message: 'needs "name" and "url".' }] });
    expect(nodes.map(node => node.contextValue)).toEqual(['problem', 'vault configured', 'vault embedded stopped']);
    expect(nodes[0]).toMatchObject({ label: 'kvhttp.vaults: 2', description: 'needs "name" and "url".' });
    expect(nodes[0]?.command).toEqual({ id: 'workbench.action.openSettings', args: ['kvhttp.vaults'] });
  });

  test('offers a retry where the engine did not answer, and keeps the vaults', () => {
    expect(tree({ engineFault: 'it hangs' }).map(node => node.id)).toEqual(['fault', 'vault:contoso', 'embedded']);
  });

  test('gives every line an id of its own, a tooltip, a context value and a spoken label', () => {
    const nodes = tree({
      engineFault: 'x',
      problems: [
        { setting: 'vaults', entry: 'a', message: 'm' },
        { setting: 'vaults', entry: 'a', message: 'n' },
      ],
    });
    expect(new Set(nodes.map(node => node.id)).size).toBe(nodes.length);
    for (const node of nodes) for (const text of [node.tooltip, node.contextValue, node.ariaLabel]) expect(text).not.toBe('');
  });
});
