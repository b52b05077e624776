import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { EngineSettings } from '../../../src/protocol/engine.ts';
import { send } from '../engine/sendForTest.ts';
import { startFaultProxy } from '../transport/faults/faultProxy.ts';
import { clientId, type FakeAnswer, FakeAzure, type Seen, tenant, vaultAnswer } from './fakeAzure.ts';

// Whoever is sent a secret can say it again: in an error, a header, a header's name, an address. None of that may be shown.

const canaries = {
  clientSecret: 'client/Secret+canary~1',
  accessToken: 'opaque.ACCESS_canary-token',
  value: 'secret value "canary" \u00fc',
  cookie: 'cookie-canary-session',
  apiKey: 'api-key-canary-42',
  signature: 'sas+canary/signature=',
  password: 'basic-canary-password',
};

const formsOf = (secret: string): readonly string[] => {
  const base64 = Buffer.from(secret).toString('base64');
  return [
    secret,
    base64,
    Buffer.from(secret).toString('base64url'),
    Buffer.from(secret).toString('hex'),
    encodeURIComponent(secret),
    encodeURIComponent(encodeURIComponent(secret)),
    encodeURIComponent(base64),
    JSON.stringify(secret).slice(1, -1),
  ];
};
const all = Object.values(canaries).flatMap(formsOf);
/** What can stand in a header at all. */
const sayable = all.filter(form => /^[\x20-\x7e]+$/.test(form));
const asName = (form: string): boolean => /^[\w.~+-]+$/.test(form);

const answers: Readonly<Record<string, FakeAnswer>> = {
  'an error in JSON': { status: 400, body: { error: { code: 'BadParameter', message: all.join(' | ') }, echo: all } },
  'a page': { status: 403, headers: { 'Content-Type': 'text/html' }, body: `<title>${all.join(' ')}</title>${all.join('<br>')}` },
  headers: { status: 500, headers: Object.fromEntries(sayable.map((form, index) => [`X-Echo-${index}`, form])), body: 'no' },
  'names of headers': { status: 200, headers: Object.fromEntries(sayable.filter(asName).map(form => [`X-${form}`, '1'])), body: {} },
  'the type': { status: 200, headers: { 'Content-Type': `text/plain; x="${canaries.accessToken}"` }, body: '' },
  'an address': {
    status: 307,
    headers: {
      Location: `https://user:${canaries.password}@evil.example/${sayable.map(encodeURIComponent).join('/')}#${canaries.accessToken}`,
    },
    body: '',
  },
  'a challenge': {
    status: 401,
    headers: { 'WWW-Authenticate': `Bearer error="invalid_token", error_description="${sayable.join(' ').replaceAll('"', '\\"')}"` },
    body: '',
  },
  'names of JSON members': { status: 200, body: Object.fromEntries(all.map(form => [form, 1])) },
};

const azure = new FakeAzure();
azure.login = () => ({ status: 200, body: { token_type: 'Bearer', expires_in: 3600, access_token: canaries.accessToken } });

beforeAll(() => azure.start());
afterEach(() => azure.reset());
afterAll(() => azure.stop());

const put = `### Put
# @vault acme
PUT /secrets/db?api-version=7.6&sv=1&sig=${encodeURIComponent(canaries.signature)}
Content-Type: application/json
Cookie: s=${canaries.cookie}; b=1
X-Api-Key: ${canaries.apiKey}

{"value": ${JSON.stringify(canaries.value)}}

?? body.value == ${canaries.value}
?? body.error.message contains nothing
`;
const basic = `### Basic
# @vault acme
GET /secrets/db?api-version=7.6
Authorization: Basic ${Buffer.from(`me:${canaries.password}`).toString('base64')}
`;

for (const [title, answer] of Object.entries(answers)) {
  describe(`a vault that echoes in ${title}`, () => {
    for (const [request, text, carried] of [
      ['a PUT', put, ['clientSecret', 'accessToken', 'value', 'cookie', 'apiKey', 'signature']],
      ['a call with a password', basic, ['password']],
    ] as const) {
      test(`of what ${request} carried nothing is shown`, async () => {
        azure.vault = (seen: Seen) => (seen.headers.authorization === undefined ? vaultAnswer(seen) : answer);
        const credential = { kind: 'clientSecret', clientId, tenantId: tenant } as const;
        const engine = azure.engine(credential, {}, { doors: { clientSecret: async () => canaries.clientSecret } });
        const { run, events } = await send(engine, text);
        expect(run.trace.outcome).toMatchObject({ kind: 'answered' });
        const left = JSON.stringify({ run, events }, bytesAsText) + (await engine.exportHar(run.trace.id, false));
        // The last characters of an encoding may be those of what follows.
        for (const name of carried)
          for (const form of formsOf(canaries[name]).flatMap(each => [each, JSON.stringify(each).slice(1, -1)]))
            expect(left.includes(form.replace(/={1,2}$|(?:%3D){1,2}$/, '').slice(0, -1)), `${name} as ${form}`).toBe(false);
      });
    }
  });
}

test('a proxy that echoes the password of its setting', async () => {
  const [user, password] = ['me', 'proxy/canary password+1'];
  const forms = [...formsOf(password), Buffer.from(`${user}:${password}`).toString('base64')];
  const said = forms.filter(form => /^[\x20-\x7e]+$/.test(form)).join(' ');
  const head = `HTTP/1.1 407 Wrong: ${said}\r\nProxy-Authenticate: Basic realm="${said}"\r\nX-Echo: ${said}\r\n`;
  const proxy = await startFaultProxy({
    kind: 'other',
    act: socket => void socket.end(`${head}Content-Length: ${said.length}\r\n\r\n${said}`),
  });
  const url = `http://${user}:${encodeURIComponent(password)}@127.0.0.1:${proxy.port}`;
  const settings = { proxy: { url, noProxy: [] }, connectTo: [] };
  const { run, engine } = await sendThrough(settings);
  await proxy.close();
  expect(run.findings[0]?.cause).toBe('proxy-auth-required');
  const left = JSON.stringify(run, bytesAsText) + (await engine.exportHar(run.trace.id, false));
  for (const form of forms) expect(left.includes(form), form).toBe(false);
});

async function sendThrough(settings: Partial<EngineSettings>) {
  const credential = { kind: 'clientSecret', clientId, tenantId: tenant } as const;
  const engine = azure.engine(credential, {}, { doors: { clientSecret: async () => canaries.clientSecret }, settings });
  return { ...(await send(engine, '### Read\n# @vault acme\nGET /secrets/db?api-version=7.6\n')), engine };
}

const bytesAsText = (_key: string, value: unknown): unknown => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value);
