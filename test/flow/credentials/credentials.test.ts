import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DeviceCodePrompt } from '../../../src/core/auth/credentials/machineDoors.ts';
import type { Run } from '../../../src/core/model/run.ts';
import type { TraceNote } from '../../../src/core/model/trace.ts';
import { exchangesOf } from '../../../src/core/timeline/foldTrace.ts';
import type { Engine } from '../../../src/protocol/engine.ts';
import { send } from '../engine/sendForTest.ts';
import { aToken, clientId, FakeAzure, type Seen, tenant } from './fakeAzure.ts';

const azure = new FakeAzure();
const folder = mkdtempSync(path.join(tmpdir(), 'kvhttp-credentials-'));
const fixture = (name: string): string => path.join(import.meta.dirname, 'certificates', name);
const good = { login: azure.login, identity: azure.identity };

beforeAll(() => azure.start());
beforeEach(() => Object.assign(azure, good));
afterEach(() => azure.reset());
afterAll(async () => {
  await azure.stop();
  rmSync(folder, { recursive: true });
});

const read = (engine: Engine, directives = ''): Promise<Run> =>
  send(engine, `### Read\n# @vault acme\n${directives}GET /secrets/db?api-version=7.6\n`).then(({ run }) => run);

/** Purposes with statuses or failures. */
const calls = (run: Run): readonly string[] =>
  exchangesOf(run.trace).map(
    ({ purpose, outcome }) => `${purpose} ${outcome.kind === 'response' ? outcome.response.status : outcome.kind}`,
  );

const notes = (run: Run): readonly Extract<TraceNote, { kind: 'credential' }>[] =>
  run.trace.entries.flatMap(entry => (entry.kind === 'note' && entry.note.kind === 'credential' ? [entry.note] : []));

const tokenCall = (): Seen => {
  const found = azure.seen.find(({ path: at }) => at.endsWith('/token'));
  if (found === undefined) throw new Error('there was no token call');
  return found;
};

/** Nothing of the secrets may leave the engine, in any form. */
async function expectHidden(engine: Engine, run: Run, secrets: readonly string[]): Promise<void> {
  const left = `${JSON.stringify(run, (_key, value: unknown) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value))}${await engine.exportHar(run.trace.id, false)}`;
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(7);
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex')])
      expect(left.includes(form), form.slice(0, 12)).toBe(false);
  }
}

const signatureOf = (token: string): string => token.split('.')[2] ?? '';

describe('client certificate', () => {
  test('an assertion for the token endpoint, and what the certificate is', async () => {
    const engine = azure.engine({ kind: 'clientCertificate', clientId, tenantId: tenant, certificateFile: fixture('plain.pem') });
    const run = await read(engine);
    expect(calls(run)).toEqual(['challenge 401', 'token 200', 'request 200']);
    const { form, path: at } = tokenCall();
    expect(at).toBe(`/${tenant}/oauth2/v2.0/token`);
    expect(form.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    expect(form.get('scope')).toBe('https://vault.azure.net/.default');
    const assertion = form.get('client_assertion') ?? '';
    expect(decodeProtectedHeader(assertion)).toEqual({ alg: 'PS256', typ: 'JWT', 'x5t#S256': expect.any(String) });
    const claims = decodeJwt(assertion);
    expect(claims).toMatchObject({ iss: clientId, sub: clientId, aud: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token` });
    expect((claims.exp ?? 0) - (claims.nbf ?? 0)).toBe(600);
    expect(notes(run)).toEqual([
      expect.objectContaining({ credential: 'mine', ok: true, text: expect.stringMatching(/CN=kvhttp test app.*valid until 20/) }),
    ]);
    await expectHidden(engine, run, [signatureOf(assertion), signatureOf(aToken('login'))]);
  });

  test('PKCS#12 with its password and the chain', async () => {
    const password = 'the-pässword';
    const engine = azure.engine(
      { kind: 'clientCertificate', clientId, certificateFile: fixture('aes.p12'), sendCertificateChain: true },
      {},
      { doors: { clientSecret: async () => password } },
    );
    const run = await read(engine);
    expect(run.headline).toMatch(/^200 /);
    expect(decodeProtectedHeader(tokenCall().form.get('client_assertion') ?? '')['x5c']).toHaveLength(1);
    await expectHidden(engine, run, [password]);
  });

  test.each([
    ['no password stored', fixture('aes.p12'), undefined, 'secret-missing', /wants a password/],
    ['the wrong password', fixture('aes.p12'), 'wrong', 'credential-failed', /does not open/],
    ['no file', '/nowhere/cert.pem', undefined, 'credential-failed', /cannot be read/],
    ['no RSA key', fixture('elliptic.pem'), undefined, 'credential-failed', /no RSA key/],
  ] as const)('%s: no token call', async (_name, certificateFile, password, code, message) => {
    const run = await read(
      azure.engine({ kind: 'clientCertificate', clientId, certificateFile }, {}, { doors: { clientSecret: async () => password } }),
    );
    expect(run.trace.outcome).toMatchObject({ kind: 'blocked', code, message: expect.stringMatching(message) });
    expect(calls(run)).toEqual(['challenge 401']);
  });

  test('a certificate that Entra ID does not know', async () => {
    azure.login = () => ({
      status: 401,
      body: {
        error: 'invalid_client',
        error_description: 'AADSTS700027: Client assertion contains an invalid signature.',
        error_codes: [700027],
      },
    });
    const run = await read(azure.engine({ kind: 'clientCertificate', clientId, certificateFile: fixture('plain.pem') }));
    expect(run.findings[0]?.cause).toBe('client-certificate-not-registered');
  });
});

describe('workload identity', () => {
  const assertion = `${aToken('federated')}`;
  const file = path.join(folder, 'federated-token');
  const variables = { AZURE_CLIENT_ID: clientId, AZURE_TENANT_ID: tenant, AZURE_FEDERATED_TOKEN_FILE: file };

  test('the file is read for each token', async () => {
    writeFileSync(file, `${assertion}\n`);
    const engine = azure.engine({ kind: 'workloadIdentity' }, variables);
    const run = await read(engine);
    expect(calls(run)).toEqual(['challenge 401', 'token 200', 'request 200']);
    expect(tokenCall().form.get('client_assertion')).toBe(assertion);
    await expectHidden(engine, run, [signatureOf(assertion)]);
    const next = aToken('renewed');
    writeFileSync(file, next);
    await read(engine, '# @token fresh\n');
    expect(azure.seen.findLast(({ path: at }) => at.endsWith('/token'))?.form.get('client_assertion')).toBe(next);
  });

  test.each([
    ['not set', {}, 'credential-failed', /AZURE_CLIENT_ID.*AZURE_FEDERATED_TOKEN_FILE/],
    ['no file', { ...variables, AZURE_FEDERATED_TOKEN_FILE: '/nowhere/token' }, 'credential-failed', /cannot be read/],
    ['another tenant', { ...variables, AZURE_TENANT_ID: 'other.example' }, 'tenant-not-allowed', /AZURE_TENANT_ID is other\.example/],
    ['a strange authority', { ...variables, AZURE_AUTHORITY_HOST: 'http://evil.example' }, 'authority-not-allowed', /not an https URL/],
  ] as const)('%s: no token call', async (_name, environment, code, message) => {
    writeFileSync(file, assertion);
    const run = await read(azure.engine({ kind: 'workloadIdentity' }, environment));
    expect(run.trace.outcome).toMatchObject({ kind: 'blocked', code, message: expect.stringMatching(message) });
    expect(calls(run)).toEqual(['challenge 401']);
  });

  test('a subject that no federated credential names', async () => {
    writeFileSync(file, assertion);
    azure.login = () => ({
      status: 401,
      body: {
        error: 'invalid_client',
        error_description: 'AADSTS700213: No matching federated identity record found for presented assertion subject.',
      },
    });
    expect((await read(azure.engine({ kind: 'workloadIdentity' }, variables))).findings[0]?.cause).toBe('federated-credential-mismatch');
  });
});

describe('managed identity', () => {
  const header = 'identity-header-value';
  const resource = 'https://vault.azure.net';
  const sources = [
    {
      name: 'App Service',
      environment: (url: string) => ({ IDENTITY_ENDPOINT: `${url}/msi/token`, IDENTITY_HEADER: header }),
      wanted: { 'x-identity-header': header },
      query: { 'api-version': '2019-08-01', resource, client_id: clientId },
    },
    {
      name: 'Service Fabric',
      environment: (url: string) => ({ IDENTITY_ENDPOINT: `${url}/sf`, IDENTITY_HEADER: header, IDENTITY_SERVER_THUMBPRINT: 'AB' }),
      wanted: { secret: header },
      query: { 'api-version': '2019-07-01-preview', resource, client_id: clientId },
    },
    {
      name: 'Azure ML',
      environment: (url: string) => ({ MSI_ENDPOINT: `${url}/ml`, MSI_SECRET: header }),
      wanted: { secret: header, metadata: 'true' },
      query: { 'api-version': '2017-09-01', resource, clientid: clientId },
    },
    {
      name: 'IMDS',
      environment: (url: string) => ({ AZURE_POD_IDENTITY_AUTHORITY_HOST: url }),
      wanted: { metadata: 'true' },
      query: { 'api-version': '2018-02-01', resource, client_id: clientId },
    },
  ] as const;

  test.each(sources)('$name', async ({ environment, wanted, query }) => {
    const engine = azure.engine({ kind: 'managedIdentity', clientId }, environment(azure.identityUrl));
    const run = await read(engine);
    expect(calls(run)).toEqual(['challenge 401', 'identity 200', 'request 200']);
    const call = azure.seen.find(({ host }) => host.startsWith('127.'));
    expect(call?.headers).toMatchObject(wanted);
    expect(Object.fromEntries(call?.query ?? [])).toEqual(query);
    expect(run.trace.token?.claims['name']).toBe('identity');
    await expectHidden(engine, run, [header, signatureOf(aToken('identity'))]);
  });

  test('Service Fabric: the certificate is known by its thumbprint, whatever its name', async () => {
    const { url, thumbprint } = azure.serviceFabric;
    const environment = { IDENTITY_ENDPOINT: `${url}/sf`, IDENTITY_HEADER: header, IDENTITY_SERVER_THUMBPRINT: thumbprint };
    const engine = azure.engine({ kind: 'managedIdentity' }, environment);
    const run = await read(engine);
    expect(calls(run)).toEqual(['challenge 401', 'identity 200', 'request 200']);
    expect(azure.seen.find(({ path: at }) => at === '/sf')?.headers['secret']).toBe(header);
    await expectHidden(engine, run, [header]);
  });

  test('Service Fabric: another certificate gets neither the secret nor a token call', async () => {
    const { url } = azure.serviceFabric;
    const environment = { IDENTITY_ENDPOINT: `${url}/sf`, IDENTITY_HEADER: header, IDENTITY_SERVER_THUMBPRINT: 'AB'.repeat(20) };
    const run = await read(azure.engine({ kind: 'managedIdentity' }, environment));
    expect(calls(run)).toEqual(['challenge 401', 'identity failed']);
    expect(run.findings[0]?.cause).toBe('tls-thumbprint-mismatch');
    expect(run.verdict).toBe('failure');
    expect(azure.seen.filter(({ path: at }) => at === '/sf')).toEqual([]);
  });

  test('Cloud Shell posts', async () => {
    const run = await read(azure.engine({ kind: 'managedIdentity' }, { MSI_ENDPOINT: `${azure.identityUrl}/oauth2/token` }));
    expect(calls(run)).toEqual(['challenge 401', 'identity 200', 'request 200']);
    const call = azure.seen.find(({ host }) => host.startsWith('127.'));
    expect([call?.method, call?.form.get('resource'), call?.headers['metadata']]).toEqual(['POST', resource, 'true']);
  });

  describe('Azure Arc', () => {
    const key = 'arc-key-file-content';
    const realm = '/var/opt/azcmagent/tokens/9f-1.key';
    const environment = (): Readonly<Record<string, string>> => ({
      IDENTITY_ENDPOINT: `${azure.identityUrl}/arc`,
      IMDS_ENDPOINT: azure.identityUrl,
    });
    const challenge = (path401: string): void => {
      azure.identity = seen =>
        seen.headers.authorization === `Basic ${key}`
          ? good.identity(seen, 2)
          : { status: 401, headers: { 'WWW-Authenticate': `Basic realm=${path401}` }, body: '' };
    };
    const files: string[] = [];
    const machine = {
      platform: 'linux' as const,
      readFile: async (file: string) => {
        files.push(file);
        return file === realm ? new TextEncoder().encode(key) : undefined;
      },
    };

    test('401, key file, token', async () => {
      challenge(realm);
      const engine = azure.engine({ kind: 'managedIdentity' }, environment(), { machine });
      const run = await read(engine);
      expect(calls(run)).toEqual(['challenge 401', 'identity 401', 'identity 200', 'request 200']);
      await expectHidden(engine, run, [key]);
    });

    test.each([
      '/etc/passwd',
      '/var/opt/azcmagent/tokens/../../../../etc/x.key',
      '/var/opt/azcmagent/tokens/x.pem',
      '/var/opt/azcmagent/tokens/a/b.key',
      'x.key',
      '/var/opt/azcmagent/tokens/.key',
    ])('%s is not read', async path401 => {
      challenge(path401);
      files.length = 0;
      const run = await read(azure.engine({ kind: 'managedIdentity' }, environment(), { machine }));
      expect(calls(run)).toEqual(['challenge 401', 'identity 401']);
      expect(run.trace.outcome).toMatchObject({ kind: 'failed', message: expect.stringMatching(/not read/) });
      expect(files).toEqual([]);
    });

    test('a key file that cannot be read', async () => {
      challenge('/var/opt/azcmagent/tokens/other.key');
      const run = await read(azure.engine({ kind: 'managedIdentity' }, environment(), { machine }));
      expect(run.trace.outcome).toMatchObject({ kind: 'failed', message: expect.stringMatching(/himds/) });
    });
  });

  test('an identity that is not assigned', async () => {
    azure.identity = () => ({ status: 400, body: { error: 'invalid_request', error_description: 'Identity not found' } });
    const run = await read(azure.engine({ kind: 'managedIdentity' }, { AZURE_POD_IDENTITY_AUTHORITY_HOST: azure.identityUrl }));
    expect(run.findings[0]?.cause).toBe('managed-identity-not-assigned');
  });

  test('what an SDK would repeat is said, and done with @retry sdk', async () => {
    azure.identity = (seen, count) => (count % 2 === 1 ? { status: 404, body: '' } : good.identity(seen, count));
    const engine = azure.engine({ kind: 'managedIdentity' }, { AZURE_POD_IDENTITY_AUTHORITY_HOST: azure.identityUrl });
    const once = await read(engine);
    expect(calls(once)).toEqual(['challenge 401', 'identity 404']);
    expect(once.trace.entries).toContainEqual(
      expect.objectContaining({
        note: { kind: 'retry-advised', sdkWaitsMs: 800, attempts: 5, text: expect.stringMatching(/because of the 404/) },
      }),
    );
    azure.identity = (seen, count) => (count % 2 === 1 ? good.identity(seen, count) : { status: 404, body: '' });
    const again = await read(engine, '# @retry sdk\n');
    expect(calls(again).filter(call => call.startsWith('identity'))).toEqual(['identity 404', 'identity 200']);
  });

  test('a wait that the endpoint asks for counts before the usual one', async () => {
    azure.identity = () => ({ status: 429, headers: { 'Retry-After': '7' }, body: '' });
    const run = await read(azure.engine({ kind: 'managedIdentity' }, { AZURE_POD_IDENTITY_AUTHORITY_HOST: azure.identityUrl }));
    expect(run.trace.entries).toContainEqual(
      expect.objectContaining({ note: expect.objectContaining({ kind: 'retry-advised', sdkWaitsMs: 7000, attempts: 3 }) }),
    );
  });

  test('an endpoint on another machine without TLS is not asked', async () => {
    const run = await read(
      azure.engine({ kind: 'managedIdentity' }, { IDENTITY_ENDPOINT: 'http://10.0.0.1/token', IDENTITY_HEADER: header }),
    );
    expect(run.trace.outcome).toMatchObject({
      kind: 'blocked',
      code: 'credential-failed',
      message: expect.stringMatching(/neither https/),
    });
  });
});

/** A program on a PATH of its own that prints and ends as the test says. */
function fakeTool(name: string, script: string): Readonly<Record<string, string>> {
  const bin = mkdtempSync(path.join(folder, 'bin-'));
  const file = path.join(bin, name);
  writeFileSync(file, `#!/bin/sh\necho "$0 $@" > ${bin}/called\npwd >> ${bin}/called\n${script}\n`);
  chmodSync(file, 0o755);
  return { PATH: `relative/bin:${bin}:/usr/bin:/bin`, CALLED: path.join(bin, 'called') };
}

describe.skipIf(process.platform === 'win32')('developer tools', () => {
  const token = aToken('tool');
  const tools = [
    {
      kind: 'azureCli',
      name: 'az',
      output: `{"accessToken":"${token}","expires_on":4000000000,"expiresOn":"2096-01-01 00:00:00.000000"}`,
      args: `account get-access-token --output json --resource https://vault.azure.net --tenant ${tenant}`,
    },
    {
      kind: 'azureDeveloperCli',
      name: 'azd',
      output: `WARNING: an update\\n{"token":"${token}","expiresOn":"2096-10-02T07:06:40Z"}`,
      args: `auth token --output json --no-prompt --scope https://vault.azure.net/.default --tenant-id ${tenant}`,
    },
    {
      kind: 'azurePowerShell',
      name: 'pwsh',
      output: `{"Token":"${token}","ExpiresOn":4000000000}`,
      args: '-NoProfile -NonInteractive -Command',
    },
  ] as const;

  test.each(tools)('$kind', async ({ kind, name, output, args }) => {
    const environment = fakeTool(name, `printf '${output}'`);
    const engine = azure.engine({ kind }, environment);
    const run = await read(engine);
    expect(run.headline).toMatch(/^200 /);
    expect(run.trace.token?.claims['name']).toBe('tool');
    expect(notes(run)).toEqual([
      { kind: 'credential', credential: 'mine', text: expect.stringMatching(/gave a token/), ms: expect.any(Number), ok: true },
    ]);
    const [command, where] = readFileSync(environment['CALLED'] ?? '', 'utf8').split('\n');
    expect(command).toContain(args);
    expect(where).toBe('/');
    await expectHidden(engine, run, [signatureOf(token)]);
    expect((await read(engine)).headline).toMatch(/^200 with the cached token · 1 call/);
  });

  test.each([
    ['azureCli', 'az', `{"accessToken":"${token}"}`, '--resource api://gateway '],
    ['azureDeveloperCli', 'azd', `{"token":"${token}"}`, '--scope api://gateway/Read --scope api://gateway/Write '],
    ['azurePowerShell', 'pwsh', `{"Token":"${token}"}`, "ResourceUrl = 'api://gateway'"],
  ] as const)('%s with scopes of its own', async (kind, name, output, args) => {
    const environment = fakeTool(name, `printf '${output}'`);
    const scopesOverride = ['api://gateway/Read', 'api://gateway/Write'];
    expect((await read(azure.engine({ kind, scopesOverride }, environment))).headline).toMatch(/^200 /);
    expect(readFileSync(environment['CALLED'] ?? '', 'utf8')).toContain(args);
  });

  test.each([
    ['azureCli', 'az', 'echo "ERROR: Please run \'az login\' to setup account." >&2; exit 1', /"az login"/],
    [
      'azureCli',
      'az',
      'echo "AADSTS50076: use multi-factor. az login --scope https://vault.azure.net/.default" >&2; exit 1',
      /sign in again/,
    ],
    ['azureDeveloperCli', 'azd', 'echo "ERROR: not logged in, run \\`azd auth login\\` to login" >&2; exit 1', /"azd auth login"/],
    ['azurePowerShell', 'pwsh', 'echo "Run Connect-AzAccount to login." >&2; exit 1', /"Connect-AzAccount"/],
    ['azurePowerShell', 'pwsh', 'echo "The specified module \'Az.Accounts\' was not loaded" >&2; exit 1', /Az\.Accounts 2\.2\.0/],
    ['azureCli', 'az', 'echo "not json"; exit 0', /exit code 0 and said nothing/],
    ['azureCli', 'az', 'echo "strange failure" >&2; exit 7', /gave no token\. strange failure/],
  ] as const)('%s: %s %s', async (kind, name, script, message) => {
    const run = await read(azure.engine({ kind }, fakeTool(name, script)));
    expect(run.trace.outcome).toMatchObject({ kind: 'blocked', code: 'credential-failed', message: expect.stringMatching(message) });
    expect(notes(run)).toEqual([expect.objectContaining({ ok: false, ms: expect.any(Number), text: expect.stringMatching(message) })]);
  });

  test.each(['azureCli', 'azureDeveloperCli', 'azurePowerShell'] as const)('%s that is not installed', async kind => {
    const run = await read(azure.engine({ kind }, { PATH: folder }));
    expect(run.trace.outcome).toMatchObject({
      code: 'credential-failed',
      message: expect.stringMatching(/not installed, or not on the PATH/),
    });
  });

  test('a tool that hangs goes with the run', async () => {
    const environment = fakeTool('az', 'sleep 600');
    const controller = new AbortController();
    const running = send(
      azure.engine({ kind: 'azureCli' }, environment),
      '### Read\n# @vault acme\nGET /secrets/db?api-version=7.6\n',
      {},
      controller.signal,
    );
    const { existsSync } = await import('node:fs');
    while (!existsSync(environment['CALLED'] ?? '')) await new Promise(resolve => setImmediate(resolve));
    controller.abort();
    expect((await running).run.trace.outcome).toEqual({ kind: 'cancelled' });
  });

  test('nothing that could be read as an option or a command reaches a program', async () => {
    const environment = fakeTool('az', 'exit 1');
    for (const resource of ['--help', "https://x'; calc", '$(id)']) {
      const run = await read(azure.engine({ kind: 'azureCli' }, environment), `# @flow rest\n# @resource ${resource}\n`);
      expect(run.trace.outcome).toMatchObject({ kind: 'blocked' });
    }
    expect(() => readFileSync(environment['CALLED'] ?? '')).toThrow();
  });
});

describe('device code', () => {
  const pending = { status: 400, body: { error: 'authorization_pending', error_description: 'AADSTS70016: pending' } };
  const started = {
    status: 200,
    body: {
      device_code: 'the-device-code-value',
      user_code: 'ABCD-1234',
      verification_uri: 'https://microsoft.com/devicelogin',
      expires_in: 900,
      interval: 0.001,
      message: '',
    },
  };

  test('the code is shown, the endpoint polled', async () => {
    const shown: DeviceCodePrompt[] = [];
    azure.login = (seen, count) => (seen.path.endsWith('/devicecode') ? started : count < 4 ? pending : good.login(seen, count));
    const engine = azure.engine({ kind: 'deviceCode' }, {}, { machine: { showDeviceCode: async prompt => void shown.push(prompt) } });
    const run = await read(engine);
    expect(calls(run)).toEqual(['challenge 401', 'token 200', 'token 400', 'token 400', 'token 200', 'request 200']);
    expect(shown).toEqual([
      { credential: 'mine', userCode: 'ABCD-1234', verificationUri: 'https://microsoft.com/devicelogin', expiresAt: expect.any(Number) },
    ]);
    expect(azure.seen.at(-2)?.form.get('device_code')).toBe('the-device-code-value');
    expect(notes(run)[0]?.text).toContain('ABCD-1234');
    expect(run.verdict).toBe('expected');
    await expectHidden(engine, run, ['the-device-code-value']);
  });

  describe('the refresh token of a sign-in', () => {
    const refresh = 'canary-refresh-token-1';
    const rotated = 'canary-refresh-token-2';
    const issued = (name: string, refresh_token: string) => ({
      status: 200,
      body: { token_type: 'Bearer', access_token: aToken(name), expires_in: 3600, refresh_token },
    });
    const gone = { status: 400, body: { error: 'invalid_grant', error_description: 'AADSTS700082: The refresh token has expired.' } };
    /** What each token call was for. */
    const grants = (): readonly string[] =>
      azure.seen
        .filter(({ host }) => host.startsWith('login.'))
        .map(({ path: at, form }) => (at.endsWith('/devicecode') ? 'devicecode' : (form.get('grant_type')?.split(':').at(-1) ?? '')));

    test.each([
      ['a fresh token', '# @token fresh\n', 'https://vault.azure.net/.default'],
      ['another resource', '# @flow rest\n# @resource https://managedhsm.azure.net\n', 'https://managedhsm.azure.net/.default'],
    ])('%s needs no second code', async (_what, directives, scope) => {
      azure.login = seen => (seen.path.endsWith('/devicecode') ? started : issued('person', refresh));
      const engine = azure.engine({ kind: 'deviceCode' });
      const first = await read(engine);
      azure.login = seen => (seen.form.get('refresh_token') === refresh ? issued('renewed', rotated) : gone);
      const second = await read(engine, directives);
      expect(second.trace.token?.claims['name']).toBe('renewed');
      expect(second.verdict).toBe('expected');
      expect(grants()).toEqual(['devicecode', 'device_code', 'refresh_token']);
      expect(azure.seen.filter(({ form }) => form.has('refresh_token')).map(({ form }) => form.get('scope'))).toEqual([
        `${scope} openid profile offline_access`,
      ]);
      expect(notes(second)).toEqual([expect.objectContaining({ ok: true, text: expect.stringMatching(/refresh token/) })]);
      // The next one is made with the token that came in its place.
      azure.login = seen => (seen.form.get('refresh_token') === rotated ? issued('again', rotated) : gone);
      expect((await read(engine, '# @token fresh\n')).trace.token?.claims['name']).toBe('again');
      for (const run of [first, second]) await expectHidden(engine, run, [refresh, rotated]);
    });

    test('one that is no longer taken: a new code', async () => {
      azure.login = seen => (seen.path.endsWith('/devicecode') ? started : issued('person', refresh));
      const engine = azure.engine({ kind: 'deviceCode' });
      await read(engine);
      azure.login = seen =>
        seen.path.endsWith('/devicecode') ? started : seen.form.get('grant_type') === 'refresh_token' ? gone : issued('anew', rotated);
      const run = await read(engine, '# @token fresh\n');
      expect(calls(run)).toEqual(['token 400', 'token 200', 'token 200', 'request 200']);
      expect(run.trace.token?.claims['name']).toBe('anew');
      expect(run.verdict).toBe('expected');
      expect(notes(run)[0]).toMatchObject({ ok: false, text: expect.stringMatching(/AADSTS700082/) });
    });

    test('an endpoint that is busy says nothing of it: the token is kept, no code is shown', async () => {
      azure.login = seen => (seen.path.endsWith('/devicecode') ? started : issued('person', refresh));
      const engine = azure.engine({ kind: 'deviceCode' });
      await read(engine);
      azure.login = () => ({ status: 503, headers: { 'Retry-After': '3' }, body: {} });
      expect((await read(engine, '# @token fresh\n')).trace.outcome.kind).toBe('failed');
      azure.login = seen => (seen.form.get('refresh_token') === refresh ? issued('renewed', refresh) : gone);
      expect((await read(engine, '# @token fresh\n')).trace.token?.claims['name']).toBe('renewed');
    });

    test('forgotten with the tokens', async () => {
      azure.login = seen => (seen.path.endsWith('/devicecode') ? started : issued('person', refresh));
      const engine = azure.engine({ kind: 'deviceCode' });
      await read(engine);
      await engine.clearCaches({ vault: 'acme', challenges: false, tokens: true });
      await read(engine);
      expect(grants()).toEqual(['devicecode', 'device_code', 'devicecode', 'device_code']);
    });
  });

  test.each([
    ['of the vault', {}, `/${tenant}/oauth2/v2.0/devicecode`],
    ['of ADFS, which has no tenants', { tenantId: 'adfs' }, '/adfs/oauth2/devicecode'],
  ])('asked at the authority %s', async (_what, config, at) => {
    azure.login = seen => (seen.path.endsWith('/devicecode') ? started : good.login(seen, 2));
    expect((await read(azure.engine({ kind: 'deviceCode', ...config }))).headline).toMatch(/^200 /);
    expect(azure.seen.filter(({ host }) => host.startsWith('login.')).map(({ path: each }) => each)).toEqual([
      at,
      at.replace('devicecode', 'token'),
    ]);
  });

  test('declined', async () => {
    azure.login = seen =>
      seen.path.endsWith('/devicecode')
        ? started
        : { status: 400, body: { error: 'authorization_declined', error_description: 'AADSTS70018: declined' } };
    const run = await read(azure.engine({ kind: 'deviceCode' }));
    expect(run.trace.outcome).toMatchObject({ kind: 'failed', message: expect.stringMatching(/AADSTS70018/) });
  });

  test('cancelled while it waits', async () => {
    const controller = new AbortController();
    azure.login = seen => (seen.path.endsWith('/devicecode') ? { ...started, body: { ...started.body, interval: 600 } } : pending);
    const engine = azure.engine({ kind: 'deviceCode' }, {}, { machine: { showDeviceCode: async () => controller.abort() } });
    const { run } = await send(engine, '### Read\n# @vault acme\nGET /secrets/db?api-version=7.6\n', {}, controller.signal);
    expect(run.trace.outcome).toEqual({ kind: 'cancelled' });
  });

  test.each(['http://evil.example/', 'javascript:alert(1)', 'https://x"><script>'])(
    'a page like %s is not shown',
    async verification_uri => {
      const shown: DeviceCodePrompt[] = [];
      azure.login = () => ({ status: 200, body: { ...started.body, verification_uri } });
      const run = await read(
        azure.engine({ kind: 'deviceCode' }, {}, { machine: { showDeviceCode: async prompt => void shown.push(prompt) } }),
      );
      expect([run.trace.outcome.kind, shown]).toEqual(['failed', []]);
    },
  );
});

describe('a token endpoint that is busy', () => {
  const busy = (status: number, headers: Readonly<Record<string, string>>) => ({
    status,
    headers,
    body: { error: 'temporarily_unavailable' },
  });
  const kinds: readonly (readonly [string, () => Engine])[] = [
    [
      'client secret',
      () =>
        azure.engine({ kind: 'clientSecret', clientId, tenantId: tenant }, {}, { doors: { clientSecret: async () => 'a-client-secret' } }),
    ],
    ['certificate', () => azure.engine({ kind: 'clientCertificate', clientId, certificateFile: fixture('plain.pem') })],
    ['device code', () => azure.engine({ kind: 'deviceCode' })],
  ];

  test.each(kinds)('%s: what an SDK would wait stands in the timeline', async (_name, engine) => {
    azure.login = () => busy(429, { 'Retry-After': '7' });
    const run = await read(engine());
    expect(calls(run)).toEqual(['challenge 401', 'token 429']);
    const advice = run.trace.entries.flatMap(entry => (entry.kind === 'note' && entry.note.kind === 'retry-advised' ? [entry.note] : []));
    expect(advice).toEqual([expect.objectContaining({ sdkWaitsMs: 7000, attempts: 3 })]);
  });

  test.each(kinds.slice(0, 2))('%s: asked again with @retry sdk, and what comes is hidden', async (_name, engine) => {
    azure.login = (seen, count) => (count < 3 ? busy(503, { 'retry-after-ms': '1' }) : good.login(seen, count));
    const used = engine();
    const run = await read(used, '# @retry sdk\n');
    expect(calls(run)).toEqual(['challenge 401', 'token 503', 'token 503', 'token 200', 'request 200']);
    expect(run.trace.entries.filter(entry => entry.kind === 'note' && entry.note.kind === 'retry-waited')).toHaveLength(2);
    await expectHidden(used, run, [signatureOf(aToken('login'))]);
  });
});

describe("the editor's account", () => {
  test('asked with scope and tenant', async () => {
    const asked: unknown[] = [];
    const token = aToken('editor');
    const editorToken = async (ask: unknown): Promise<string> => {
      asked.push(ask);
      return token;
    };
    const engine = azure.engine({ kind: 'editor' }, {}, { doors: { editorToken } });
    const run = await read(engine);
    expect(run.headline).toMatch(/^200 /);
    expect(asked).toEqual([{ scopes: ['https://vault.azure.net/.default'], tenant, claims: null }]);
    expect(notes(run)).toEqual([expect.objectContaining({ ok: true, ms: expect.any(Number) })]);
    await expectHidden(engine, run, [signatureOf(token)]);
  });

  test('asked with the scopes of the settings, and known to the vault facts', async () => {
    const asked: unknown[] = [];
    const editorToken = async ({ scopes }: { readonly scopes: readonly string[] }): Promise<string> => {
      asked.push(scopes);
      return aToken('editor');
    };
    const scopesOverride = ['api://gateway/Read', 'api://gateway/Write'];
    const engine = azure.engine({ kind: 'editor', scopesOverride }, {}, { doors: { editorToken } });
    expect((await read(engine)).headline).toMatch(/^200 /);
    expect(asked).toEqual([scopesOverride]);
    expect(await engine.vaultFacts()).toEqual([expect.objectContaining({ tokenAudience: 'https://vault.azure.net' })]);
  });

  test('a sign-in that was dismissed', async () => {
    const run = await read(azure.engine({ kind: 'editor' }));
    expect(run.trace.outcome).toMatchObject({ kind: 'blocked', code: 'credential-failed', message: expect.stringMatching(/dismissed/) });
  });
});

describe('environment', () => {
  const secret = 'canary-client+secret/1=';
  const variables = { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: clientId };

  test('client secret', async () => {
    const engine = azure.engine({ kind: 'environment' }, { ...variables, AZURE_CLIENT_SECRET: secret });
    const run = await read(engine);
    expect(calls(run)).toEqual(['challenge 401', 'token 200', 'request 200']);
    expect(tokenCall().form.get('client_secret')).toBe(secret);
    await expectHidden(engine, run, [secret]);
  });

  test('certificate with password', async () => {
    const password = 'the-pässword';
    const environment = {
      ...variables,
      AZURE_CLIENT_CERTIFICATE_PATH: fixture('locked.pem'),
      AZURE_CLIENT_CERTIFICATE_PASSWORD: password,
      AZURE_CLIENT_SEND_CERTIFICATE_CHAIN: 'true',
    };
    const engine = azure.engine({ kind: 'environment' }, environment);
    const run = await read(engine);
    expect(run.headline).toMatch(/^200 /);
    expect(decodeProtectedHeader(tokenCall().form.get('client_assertion') ?? '')['x5c']).toHaveLength(1);
    await expectHidden(engine, run, [password]);
  });

  test('nothing set', async () => {
    const run = await read(azure.engine({ kind: 'environment' }));
    expect(run.trace.outcome).toMatchObject({ code: 'credential-failed', message: 'not set: AZURE_CLIENT_ID, AZURE_TENANT_ID' });
  });
});

describe('the chain', () => {
  const noImds = { AZURE_POD_IDENTITY_AUTHORITY_HOST: 'http://127.0.0.1:1', PATH: folder };

  test('which link answered, and why the others did not', async () => {
    const environment = { ...noImds, ...fakeTool('az', `printf '{"accessToken":"${aToken('tool')}","expires_on":4000000000}'`) };
    const run = await read(azure.engine({ kind: 'default' }, environment));
    expect(run.headline).toMatch(/^200 /);
    const told = notes(run).filter(({ text }) => /unavailable|answered/.test(text));
    expect(told.map(({ credential, ok }) => [credential, ok])).toEqual([
      ['EnvironmentCredential', false],
      ['WorkloadIdentityCredential', false],
      ['ManagedIdentityCredential', false],
      ['VisualStudioCodeCredential', false],
      ['AzureCliCredential', true],
    ]);
    expect(told.at(-1)?.text).toBe('answered for the chain, after 4 that could not');
  });

  test('exhausted: every link with its reason', async () => {
    const run = await read(azure.engine({ kind: 'default' }, noImds));
    expect(run.trace.outcome).toMatchObject({ kind: 'blocked', code: 'credential-failed' });
    expect(run.findings[0]).toMatchObject({
      cause: 'credential-chain-exhausted',
      evidence: [{ where: 'credentials', value: expect.stringMatching(/EnvironmentCredential.*AzureDeveloperCliCredential/) }],
    });
    expect(notes(run).filter(({ text }) => text.startsWith('unavailable'))).toHaveLength(7);
  });

  test('a link that is set up and refused ends it', async () => {
    azure.login = () => ({
      status: 401,
      body: { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.' },
    });
    const environment = { ...noImds, AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: 'wrong-secret' };
    const run = await read(azure.engine({ kind: 'default' }, environment));
    expect(calls(run)).toEqual(['challenge 401', 'token 401']);
    expect(run.findings[0]?.cause).toBe('client-secret-invalid');
  });

  test.each([
    ['dev', ['VisualStudioCodeCredential', 'AzureCliCredential', 'AzurePowerShellCredential', 'AzureDeveloperCliCredential']],
    ['prod', ['EnvironmentCredential', 'WorkloadIdentityCredential', 'ManagedIdentityCredential']],
    ['AzureCliCredential', ['AzureCliCredential']],
  ])('AZURE_TOKEN_CREDENTIALS=%s', async (value, links) => {
    const run = await read(azure.engine({ kind: 'default' }, { ...noImds, AZURE_TOKEN_CREDENTIALS: value }));
    expect(
      notes(run)
        .filter(({ text }) => text.startsWith('unavailable'))
        .map(({ credential }) => credential),
    ).toEqual(links);
  });
});

test('in an untrusted workspace nothing is read and nothing runs', async () => {
  const environment = fakeTool('az', 'exit 0');
  const run = await read(azure.engine({ kind: 'azureCli' }, environment, { settings: { trusted: false } }));
  expect(run.trace.outcome).toMatchObject({ kind: 'blocked', code: 'untrusted-workspace' });
  expect(() => readFileSync(environment['CALLED'] ?? '')).toThrow();
  expect(azure.seen).toEqual([]);
});
