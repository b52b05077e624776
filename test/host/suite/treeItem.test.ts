import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { english } from '../../../src/core/model/translate.ts';
import { treeItemOf } from '../../../src/host/treeItemOf.ts';
import { vaultTree } from '../../../src/host/vaults/vaultTree.ts';

describe('the lines of the vaults view', () => {
  const nodes = vaultTree(
    {
      vaults: [{ name: 'contoso', url: 'https://contoso.vault.azure.net', credential: 'default' }],
      problems: [{ setting: 'timeout', entry: null, message: 'must be a number' }],
      facts: [],
      lastAnswers: new Map([['contoso', { verdict: 'failure', headline: '403: no role', asks: null }]]),
      embedded: 'running',
      sample: { name: 'sample', url: 'https://kvhttp--sample.vault.azure.net' },
      engineFault: 'it hangs',
      now: 0,
    },
    english,
  );
  const items = nodes.map(treeItemOf);

  it('have an id, a tooltip, a context value and a spoken label each', () => {
    for (const item of items) {
      assert.ok(item.id && item.tooltip && item.contextValue && item.accessibilityInformation?.label, JSON.stringify(item));
    }
  });

  it('open where there is something below them', () => {
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    assert.deepEqual(
      items.map(item => item.collapsibleState),
      [None, None, Collapsed, Collapsed],
    );
  });

  it('open the setting that is wrong, and try again after a fault', () => {
    assert.deepEqual(
      items.map(item => item.command?.command),
      ['kvhttp.refreshVaults', 'workbench.action.openSettings', undefined, undefined],
    );
    assert.deepEqual(items[1]?.command?.arguments, ['kvhttp.timeout']);
  });
});
