import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

interface Manifest {
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly icon: string;
  readonly pricing: string;
  readonly extensionKind: readonly string[];
  readonly keywords: readonly string[];
  readonly categories: readonly string[];
  readonly capabilities: Readonly<Record<string, { readonly supported: string; readonly description: string }>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly enablement?: string }[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string; readonly when: string }[] };
    readonly viewsContainers: { readonly activitybar: readonly { readonly icon: string }[] };
    readonly views: Readonly<Record<string, readonly { readonly icon?: string }[]>>;
  };
}
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest & Readonly<Record<string, unknown>>;
const english = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Readonly<Record<string, string>>;

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => ({ name, text: readFileSync(join('src', name), 'utf8') }));
const filesWith = (pattern: RegExp): readonly string[] => sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

describe('what the platform asks of a manifest', () => {
  test('the typings are those of the oldest editor, and float nowhere', () => {
    const oldest = /^\^(\d+\.\d+)\.0$/.exec(manifest.engines.vscode)?.[1];
    expect(manifest.devDependencies['@types/vscode']).toBe(`${oldest}.0`);
  });

  test('the shop window is complete', () => {
    const icon = readFileSync(manifest.icon);
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([256, 256]);
    expect(manifest.keywords.length).toBeLessThanOrEqual(5);
    expect(manifest.pricing).toBe('Free');
    for (const field of ['galleryBanner', 'repository', 'bugs', 'homepage', 'license', 'description'])
      expect(manifest[field], field).toBeDefined();
    expect(manifest.categories).toEqual(['Debuggers', 'Testing', 'Other']);
  });

  test('where it runs and what it does without trust is said', () => {
    expect(manifest.extensionKind).toEqual(['workspace', 'ui']);
    for (const kind of ['untrustedWorkspaces', 'virtualWorkspaces']) {
      expect(manifest.capabilities[kind]).toMatchObject({ supported: 'limited', description: expect.stringMatching(/^%.+%$/) });
    }
  });

  test('one container with a single-colour 24 px icon, at most three views, each with an icon', () => {
    const { viewsContainers, views } = manifest.contributes;
    expect(viewsContainers.activitybar).toHaveLength(1);
    const svg = readFileSync(viewsContainers.activitybar[0]?.icon ?? '', 'utf8');
    expect(svg).toMatch(/width="24" height="24" viewBox="0 0 24 24"/);
    expect(new Set([...svg.matchAll(/(?:stroke|fill)="(#[^"]+)"/g)].map(match => match[1])).size).toBe(1);
    const all = Object.values(views).flat();
    expect(all.length).toBeLessThanOrEqual(3);
    for (const view of all) expect(view.icon).toMatch(/^\$\(.+\)$/);
  });

  test('titles of commands are in title case and without emoji', () => {
    for (const { title } of manifest.contributes.commands) {
      const said = english[title.slice(1, -1)] ?? '';
      expect(said, title).toMatch(/^[A-Z][\x20-\x7e…]*$/);
      for (const word of said
        .replace(/[()?…]/g, '')
        .split(' ')
        .filter(each => each.length > 4))
        expect(word, said).toMatch(/^[A-Z]|^cURL/);
    }
  });

  test('a command that needs a line of a tree is not in the palette', () => {
    const hidden = manifest.contributes.menus.commandPalette.filter(({ when }) => when === 'false').map(({ command }) => command);
    for (const name of ['copyObjectId', 'showToken', 'forgetChallenge', 'forgetToken', 'loadMore', 'retryList', 'openHistory']) {
      expect(hidden).toContain(`kvhttp.${name}`);
    }
  });
});

describe('what the platform asks of the code', () => {
  test('one status bar item, and it is hidden unless one of our files is active', () => {
    expect(filesWith(/createStatusBarItem\(/)).toEqual([join('host', 'environment', 'environmentStatus.ts')]);
  });

  test('no telemetry of any kind', () => {
    expect(filesWith(/TelemetryLogger|isTelemetryEnabled|applicationinsights/i)).toEqual([]);
  });

  test('no page is kept alive, and none has a colour of its own', () => {
    expect(filesWith(/retainContextWhenHidden/)).toEqual([]);
    expect(readFileSync('src/webview/panel.css', 'utf8')).not.toMatch(/#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch)\(/i);
  });

  test('activation hands nothing to other extensions', () => {
    expect(readFileSync('src/extension.ts', 'utf8')).toContain('export function activate(context: vscode.ExtensionContext): void {');
  });
});
