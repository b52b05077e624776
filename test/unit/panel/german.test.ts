import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { translator } from '../../../src/core/model/translate.ts';
import { matrixCases } from '../../../src/core/run/matrix/matrixCases.ts';
import { panelModel } from '../../../src/core/timeline/panelModel.ts';
import { phrase } from '../../../src/core/timeline/phrase.ts';
import { CauseWords } from '../../../src/host/causeWords.ts';
import { germanMatrix } from './germanMatrix.ts';
import { scenes } from './scenes.ts';
import { startedAt } from './traceBuilders.ts';

const table = JSON.parse(readFileSync('l10n/bundle.l10n.de.json', 'utf8')) as Record<string, string>;

/** Every literal that the page and its words hand to `t`. */
const texts = ['src/webview', 'src/core/timeline', 'src/core/token'].flatMap(folder =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .flatMap(name => [
      ...readFileSync(join(folder, name), 'utf8').matchAll(/(?<![\w$])t\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")/g),
    ])
    .map(([, single, double]) => single ?? double ?? ''),
);

describe('the panel in German', () => {
  test('every sentence of the page is translated', () => {
    expect(texts.length).toBeGreaterThan(200);
    expect(texts.filter(text => !Object.hasOwn(table, text))).toEqual([]);
  });

  test('a translation has the same holes as its sentence', () => {
    const holes = (text: string): readonly string[] => (text.match(/\{\d\}/g) ?? []).sort();
    for (const [english, german] of Object.entries(table)) expect(holes(german), english).toEqual(holes(english));
  });

  test('the words that are made for the page come out in German', () => {
    const german = translator(table);
    const model = panelModel(new CauseWords('l10n', 'de', german).run(scenes.handshake), startedAt, german);
    expect(model.headline).toBe('200 nach dem üblichen 401-Handshake · 3 Aufrufe · 182 ms');
    expect(model.ties.map(tie => tie.want?.label)).toEqual(['Ressource', 'Scope', 'Authority', 'Mandant', 'Uhr des Servers']);
    expect(model.token?.claims.find(claim => claim.name === 'aud')?.meaning).toBe('Audience: der Dienst, für den das Token ist');
  });

  test('the matrix comes out in German: groups, cases, headline and what was expected', () => {
    const { headline, parts } = germanMatrix.model;
    expect(headline).toBe(`${matrixCases.length - 1} von ${matrixCases.length} Ursachen wurden gefunden wie erwartet`);
    expect(parts.map(part => part.title)).toEqual(['Anders als erwartet', 'Token', 'Recht', 'Token-Endpunkt', 'Netz', 'Objekt']);
    const [line] = parts[0]?.lines ?? [];
    expect(line?.name).toBe('Verbindung zurückgesetzt');
    expect(line?.outcome).toMatchObject({
      expected: ['erwartet: keine Antwort, ', 'Die Verbindung wurde zurückgesetzt', ' (', { code: 'net-reset' }, ')'],
    });
  });

  test('the judgement of a token speaks it too', () => {
    const model = panelModel(scenes.trailingSlash, startedAt, translator(table));
    expect(model.ties.map(tie => tie.note)).toEqual([
      'hat am Ende einen Schrägstrich zu viel; der Tresor vergleicht genau mit https://vault.azure.net',
      null,
      'ist der Mandant des Tresors',
      null,
      'läuft in 59 min ab',
    ]);
  });

  test('values keep their places, whatever the order of the words', () => {
    expect(phrase('{1} vor {0}!', { code: 'a' }, { time: 1 })).toEqual([{ time: 1 }, ' vor ', { code: 'a' }, '!']);
    expect(phrase('no holes', 'x')).toEqual(['no holes']);
    expect(phrase('{0}{5}', 'x')).toEqual(['x', '{5}']);
  });
});
