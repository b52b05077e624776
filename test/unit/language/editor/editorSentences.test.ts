import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { importCurl } from '../../../../src/core/copy/importCurl.ts';
import { quickFixes } from '../../../../src/core/language/actions/quickFixes.ts';
import { completeAt } from '../../../../src/core/language/completion/completeAt.ts';
import { editorSentences } from '../../../../src/core/language/editorSentences.ts';
import { explainBeforeSending } from '../../../../src/core/language/explain/explainBeforeSending.ts';
import { hoverAt } from '../../../../src/core/language/hover/hoverAt.ts';
import { inlayHints } from '../../../../src/core/language/inlay/inlayHints.ts';
import { parseDocument } from '../../../../src/core/language/parseDocument.ts';
import { translator } from '../../../../src/core/model/translate.ts';
import { checkRequests } from '../../../../src/core/resolve/checkRequest.ts';
import { variableScopeOf } from '../../../../src/core/resolve/variableScope.ts';
import { reteller } from '../../../../src/core/timeline/retell.ts';
import { someFacts } from '../explain/explainText.ts';
import { hostileFiles } from '../hostileFiles.ts';

const german = translator(JSON.parse(readFileSync('l10n/bundle.l10n.de.json', 'utf8')) as Record<string, string>);
const retell = reteller(editorSentences);

/** Words that are the same in both languages, names, values and the words of the language itself. */
const isNoSentence = (text: string) =>
  !/[a-z]{2,} [a-z]{2,}/i.test(text) || /^(?:https?:|→|GET |in \S+$|Microsoft\.|Key Vault |Managed HSM |Azure )/.test(text);

function englishLeft(texts: Iterable<string>): readonly string[] {
  const lines = [...texts].flatMap(text => text.split('\n'));
  return [...new Set(lines)].filter(line => !isNoSentence(line) && retell(line, german) === line);
}

const facts = {
  ...someFacts({ environment: { stage: 'test', v: 'x' }, fetched: new Set(['fetchedOne']) }),
  credentials: [{ name: 'robot', kind: 'clientSecret' }],
  origins: {
    stage: { path: '/w/http-client.env.json', environment: 'dev', shadows: [{ path: '/w/rest-client.env.json', environment: 'dev' }] },
  },
  loadedNames: () => ({ secrets: ['db-password'], keys: ['k'], certificates: ['c'] }),
};

const texts = [
  '@v = 1\n@v = 2\n### a\n# @name one\n# @vault contoso\n# @credential robot\n# @flow rest\n# @resource https://vault.azure.net/\n# @scope https://graph.microsoft.com/.default\n# @token fresh\n# @tenant \n# @prompt v Which?\n# @loop\n# @timeout 5\nGET /secrets/{{v}}/{{stage}}/{{fetchedOne}}?api-version=7.6&\nAuthorization: x\n?? status == 200\n?? \n\n',
  '# @ref one\nGET https://management.azure.com/subscriptions/s/providers/Microsoft.KeyVault/vaults?api-version=\nX: {{one.response.body.$.a}} {{unset}} {{$guid}} {{\n###\n# @name one\nPUT https://contoso.vault.azure.net/secrets/a?api-version=7.6\n\n\n###\nPOST \n###\n\n',
  'PUT https://contoso.vault.azure.net/secrets/a?api-version=7.6\n\n{"a":1}\n# note\n\n> {% x %}\n###\nPOST https://h.managedhsm.azure.net/rng?api-version=7.6\n',
];

test('hovers, completions and hints are said in German', () => {
  const said = new Set<string>();
  for (const text of texts) {
    const document = parseDocument(text);
    for (let offset = 0; offset <= text.length; offset++) {
      for (const { detail, documentation } of completeAt(document, offset, facts)?.entries ?? []) said.add(detail).add(documentation);
      const hover = hoverAt(document, offset, facts);
      if (hover !== undefined) for (const line of [hover.title, ...hover.lines.map(({ label }) => label)]) said.add(line);
    }
    for (const { text: shown, tooltip } of inlayHints(document, { start: 0, end: text.length }, facts)) said.add(shown).add(tooltip);
  }
  expect(said.size).toBeGreaterThan(150);
  expect(englishLeft(said).join('\n')).toBe('');
});

test('quick fixes are said in German', () => {
  const said = new Set<string>();
  for (const { text } of hostileFiles()) {
    if (text.length > 20_000) continue;
    const document = parseDocument(text);
    const problems = [...document.problems, ...checkRequests(document.blocks, variableScopeOf(document), facts)];
    for (const problem of problems.slice(0, 50)) for (const { title } of quickFixes(document, problem, facts)) said.add(title);
    for (const { fixes } of explainBeforeSending(document, someFacts()).slice(0, 50)) for (const { title } of fixes) said.add(title);
  }
  expect(said.size).toBeGreaterThan(20);
  expect(Math.max(...[...said].map(({ length }) => length))).toBeLessThanOrEqual(160);
  expect(englishLeft(said).join('\n')).toBe('');
});

test('what an imported cURL command leaves behind is said in German', () => {
  const commands = [
    `curl -k -u a:b -F a=b --proxy p -X 'a b' -H @f -H 'no colon' -H 'a b: c' -d @f -d @- -d 'x' https://a.io https://b.io --next`,
    "curl https://a.io --data-urlencode 'a@f' | jq",
    "curl https://a.io -d '###' -H 'Authorization: x'",
    'curl "https://contoso.vault.azure.net/$(x)" -H "Authorization: x" -d "\na\r"',
    'curl',
    'wget a',
    "curl 'a",
    `curl ${'a'.repeat(2_000_000)}`,
  ];
  const said = commands.flatMap(command => {
    const result = importCurl(command);
    return result.kind === 'problem' ? [result.message] : result.notes;
  });
  expect(said.length).toBeGreaterThan(15);
  expect(englishLeft(said).join('\n')).toBe('');
});
