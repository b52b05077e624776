import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands } from '../../../src/host/commands.ts';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly keybindings: readonly { readonly command: string; readonly when: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string; readonly group?: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly completionEvents: readonly string[]; readonly media: { readonly altText: string } }[];
    }[];
  };
}
const text = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(text) as Manifest;
const translations = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;

describe('the manifest', () => {
  test('contributes exactly the commands of the table', () => {
    expect(manifest.contributes.commands.map(each => each.command).sort()).toEqual(Object.values(commands).sort());
  });

  test('names only contributed commands in menus, keys and the walkthrough', () => {
    const known = new Set<string>(Object.values(commands));
    const used = [...Object.values(manifest.contributes.menus).flat(), ...manifest.contributes.keybindings].map(each => each.command);
    const linked = [
      ...Object.values(translations)
        .join('\n')
        .matchAll(/\(command:([\w.]+)\)/g),
    ].map(match => match[1] ?? '');
    const events = manifest.contributes.walkthroughs
      .flatMap(each => each.steps.flatMap(step => step.completionEvents))
      .flatMap(event => (event.startsWith('onCommand:') ? [event.slice('onCommand:'.length)] : []));
    for (const id of [...used, ...linked, ...events]) expect(known, id).toContain(id);
    expect(linked.length).toBeGreaterThan(3);
  });

  test('has one category, and keys only inside our language', () => {
    expect(new Set(manifest.contributes.commands.map(each => each.category))).toEqual(new Set(['%category%']));
    for (const key of manifest.contributes.keybindings) expect(key.when).toContain('editorLangId == kvhttp');
  });

  test('shows at most two inline actions on a tree item', () => {
    const inline = (manifest.contributes.menus['view/item/context'] ?? []).filter(each => each.group?.startsWith('inline'));
    for (const context of ['vault configured', 'vault embedded running', 'vault embedded stopped', 'problem']) {
      const shown = inline.filter(each => new RegExp(/viewItem =~ \/(.*)\//.exec(each.when ?? '')?.[1] ?? '$^').test(context));
      expect(shown.length, context).toBeLessThanOrEqual(2);
    }
  });

  test('has a translation for each %key% and no other', () => {
    const used = new Set([...text.matchAll(/"%([\w.]+)%"/g)].map(match => match[1]));
    expect([...used].sort()).toEqual(Object.keys(translations).sort());
  });

  test('gives every setting a machine scope, a default, a description and an order', () => {
    for (const [key, property] of Object.entries(manifest.contributes.configuration.properties)) {
      expect(property, key).toMatchObject({ scope: 'machine', markdownDescription: `%setting.${key.replace('kvhttp.', '')}%` });
      expect(property.default, key).toBeDefined();
      expect(property.order, key).toBeTypeOf('number');
    }
    expect([...manifest.capabilities.untrustedWorkspaces.restrictedConfigurations].sort()).toEqual(
      Object.keys(manifest.contributes.configuration.properties).sort(),
    );
  });

  test('activates for a restored panel and with the first text file, because a token can be hovered in any; never by itself', () => {
    expect(manifest.activationEvents).toEqual(['onWebviewPanel:kvhttp.trace', 'onLanguage']);
  });

  test('has one walkthrough of at most five steps with pictures described', () => {
    expect(manifest.contributes.walkthroughs).toHaveLength(1);
    const steps = manifest.contributes.walkthroughs[0]?.steps ?? [];
    expect(steps.length).toBeLessThanOrEqual(5);
    for (const step of steps) {
      expect(step.completionEvents.length).toBeGreaterThan(0);
      expect(step.media.altText).toMatch(/^%.+%$/);
    }
  });
});
