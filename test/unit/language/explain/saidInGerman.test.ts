import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { translator } from '../../../../src/core/model/translate.ts';
import { retell } from '../../../../src/core/timeline/retell.ts';
import { explained } from './explainText.ts';

const german = translator(JSON.parse(readFileSync('l10n/bundle.l10n.de.json', 'utf8')) as Record<string, string>);

const get = 'GET https://contoso.vault.azure.net/secrets/a?api-version=7.6';
const arm = 'GET https://management.azure.com/subscriptions?api-version=2022-12-01';
const login = 'POST https://login.microsoftonline.com/t/oauth2/v2.0/token\n\n';
const rest = (resource: string, line: string) => `# @flow rest\n# @resource ${resource}\n${line}\n`;
const header = (form: string, line: string) => `${line}\nAuthorization: {{${form}}}\n`;

const texts: readonly string[] = [
  'GET https://contoso.vault.azure.net/secrets/a\n',
  'GET https://management.azure.com/subscriptions/1/providers/Microsoft.Network/privateEndpoints\n',
  ...[
    'https://vault.azure.net/',
    'https://contoso.vault.azure.net',
    'https://management.azure.com',
    'https://graph.microsoft.com',
    'https://vault.azure.cn',
    'https://managedhsm.azure.net',
    'https://api.example.com',
    'spn:cfa8b339-82a2-471a-a3c9-0fc0be7a4093',
  ].map(resource => rest(resource, get)),
  ...['https://vault.azure.net', 'https://graph.microsoft.com', 'https://management.chinacloudapi.cn'].map(resource => rest(resource, arm)),
  ...[
    'resource=https://vault.azure.net/',
    'resource=https://a.vault.azure.net',
    'scope=https://vault.azure.net',
    'resource=https://vault.azure.cn',
  ].map(ask => `${login}${ask}\n`),
  ...[
    '$aadToken',
    '$aadToken aud:https://vault.azure.net',
    '$aadToken a.io aud:https://vault.azure.net',
    '$aadV2Token',
    '$aadV2Token scopes:a',
  ].flatMap(form =>
    [get, arm, 'GET /secrets/a?api-version=7.6', 'GET https://graph.microsoft.com/a', 'GET https://api.example.com'].map(line =>
      header(form, line),
    ),
  ),
  `# @name l\n${login}scope=https://management.azure.com/.default\n###\n${get}\nAuthorization: Bearer {{l.access_token}}\n`,
  '@x = a\nGET http://169.254.169.254/{{x}}\n',
  '@x = a\nGET http://a.example/{{x}}\n',
];

test('what is explained before sending is said in German', () => {
  const said = texts.flatMap(text => explained(text).map(({ message }) => message));
  expect(said.length).toBeGreaterThanOrEqual(texts.length);
  // What a hole holds is translated as well, where it is words.
  const left = said
    .map(message => retell(message, german))
    .filter(message => /\b(?:the|would|is|in a slash|host of|public cloud|in China)\b/.test(message));
  expect([...new Set(left)]).toEqual([]);
});
