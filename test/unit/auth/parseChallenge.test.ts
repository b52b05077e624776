import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseChallenge } from '../../../src/core/auth/parseChallenge.ts';

const T = '11111111-2222-3333-4444-555555555555';
const A = `https://login.microsoftonline.com/${T}`;
const vault = 'https://vault.azure.net';
const scope = `${vault}/.default`;

/** The numbers are those of the challenge vectors, 1 to 37. */
const asTheFirst: readonly (readonly [number, string, readonly string[]])[] = [
  [1, 'the usual form', [`Bearer authorization="${A}", resource="${vault}"`]],
  [2, 'no comma', [`Bearer authorization="${A}" resource="${vault}"`]],
  [3, 'no space after the comma', [`Bearer authorization="${A}",resource="${vault}"`]],
  [4, 'more white space', [`Bearer  authorization="${A}",  \tresource="${vault}"`]],
  [5, 'other case', [`bearer AUTHORIZATION="${A}", Resource="${vault}"`]],
  [6, 'no quotes', [`Bearer authorization=${A}, resource=${vault}`]],
  [7, 'spaces around =', [`Bearer authorization = "${A}", resource= "${vault}"`]],
  [8, 'authorization_uri', [`Bearer authorization_uri="${A}", resource="${vault}"`]],
  [16, 'slash at the end of the authority', [`Bearer authorization="${A}/", resource="${vault}"`]],
  [17, 'a longer path', [`Bearer authorization="${A}/oauth2/authorize", resource="${vault}"`]],
  [18, 'an alias of the login host', [`Bearer authorization="https://login.windows.net/${T}", resource="${vault}"`]],
  [22, 'dstsv2', [`Bearer authorization="https://host.example/dstsv2/${T}", resource="${vault}"`]],
  [23, '= in the value', [`Bearer authorization="${A}?p=x=y", resource="${vault}"`]],
  [24, 'an escaped quote', [`Bearer realm="say \\"hi\\", please", authorization="${A}", resource="${vault}"`]],
  [25, 'PoP before it', [`PoP authorization="https://p.example/x", nonce="a b", Bearer authorization="${A}", resource="${vault}"`]],
  [26, 'PoP after it', [`Bearer authorization="${A}", resource="${vault}", PoP nonce="eyJhbGciOiJub25lIn0.e30."`]],
  [27, 'in the second line', ['Basic realm="x"', `Bearer authorization="${A}", resource="${vault}"`]],
  [28, 'after a bare scheme', [`Negotiate, Bearer authorization="${A}", resource="${vault}"`]],
  [28, 'after a token68', [`Negotiate YIIabc==, Bearer authorization="${A}", resource="${vault}"`]],
];

describe('challenges that say the same', () => {
  test.each(asTheFirst)('vector %i: %s', (_number, _name, lines) => {
    const { bearer, form } = parseChallenge(lines);
    expect(bearer).toMatchObject({ tenant: T, resource: vault, scope });
    expect(form).toBe('vault');
    expect(bearer?.raw).toEqual(lines);
  });

  test('an ordinary challenge needs no warning (vectors 1, 18)', () => {
    expect(parseChallenge(asTheFirst[0]?.[2] ?? []).bearer?.warnings).toEqual([]);
    expect(parseChallenge(asTheFirst[10]?.[2] ?? []).bearer?.warnings).toEqual([]);
  });
});

describe('challenges with something of their own', () => {
  const read = (line: string) => parseChallenge([line]).bearer;

  test('vector 9: authorization counts before authorization_uri, with a warning', () => {
    const facts = read(`Bearer authorization_uri="https://login.microsoftonline.com/other", authorization="${A}", resource="${vault}"`);
    expect(facts?.tenant).toBe(T);
    expect(facts?.warnings.join()).toContain('two authorities');
  });

  test('vector 10: a scope alone stays as it is', () => {
    expect(read(`Bearer authorization="${A}", scope="${scope}"`)).toMatchObject({ resource: null, scope });
  });

  test('vector 11: resource counts before a scope that disagrees, with a warning that shows both', () => {
    const facts = read(`Bearer authorization="${A}", resource="${vault}", scope="https://managedhsm.azure.net/.default"`);
    expect(facts?.scope).toBe(scope);
    expect(facts?.warnings.join()).toMatch(/vault\.azure\.net.*managedhsm\.azure\.net/);
  });

  test('vector 12: a scope of two words stays whole', () => {
    expect(read(`Bearer authorization="${A}", scope="${scope} offline_access"`)?.scope).toBe(`${scope} offline_access`);
  });

  test('vector 13: a resource with a slash is kept, warned of, and the right one offered', () => {
    const facts = read(`Bearer authorization="${A}", resource="${vault}/"`);
    expect(facts?.scope).toBe(`${vault}//.default`);
    expect(facts?.warnings.join()).toContain(`accepts ${vault} only`);
  });

  test('vector 15: empty values are absent', () => {
    expect(read(`Bearer authorization="${A}", resource="", scope=""`)).toMatchObject({ resource: null, scope: null });
  });

  test.each([
    [19, 'https://login.microsoftonline.com', 'names no tenant'],
    [20, 'not a url', '"not a url" is not a URL'],
  ])('vector %i: authority %s', (_number, authority, warning) => {
    const facts = read(`Bearer authorization="${authority}", resource="${vault}"`);
    expect(facts).toMatchObject({ authority, tenant: null });
    expect(facts?.warnings.join()).toContain(warning);
  });

  test('vector 21: ADFS', () => {
    expect(read(`Bearer authorization="https://adfs.corp.example/adfs", resource="https://vault.local.example"`)?.tenant).toBe('adfs');
  });

  test('vector 32: the first of two equal names counts, with a warning', () => {
    const facts = read(`Bearer authorization="${A}", resource="${vault}", resource="https://evil.example"`);
    expect(facts?.resource).toBe(vault);
    expect(facts?.warnings.join()).toContain('"resource" stands twice');
  });

  test('vector 33: a comma inside quotes', () => {
    expect(read('Bearer error="invalid_token", error_description="expired, sorry."')).toMatchObject({
      error: 'invalid_token',
      errorDescription: 'expired, sorry.',
    });
  });

  const claims = '{"access_token":{"acrs":{"essential":true,"value":"ü>>>???"}}}';
  const base64 = Buffer.from(claims).toString('base64');
  test.each([
    [34, base64],
    [35, Buffer.from(claims).toString('base64url')],
    [36, base64],
  ])('vector %i: claims are decoded', (_number, encoded) => {
    expect(read(`Bearer authorization="${A}", error="insufficient_claims", claims="${encoded}"`)?.claims).toBe(claims);
  });

  test('vector 34: padding that a split on = would lose', () => {
    expect(read(`Bearer claims="${Buffer.from('{"a":1}').toString('base64')}", error="insufficient_claims"`)?.claims).toBe('{"a":1}');
  });

  test('vector 37: what is not base64 is kept raw', () => {
    const facts = read('Bearer error="insufficient_claims", claims="{not base64}"');
    expect(facts?.claims).toBe('{not base64}');
    expect(facts?.warnings.join()).toContain('not base64');
  });
});

describe('what is no vault challenge', () => {
  test.each([
    [29, 'arc', 'Basic realm=/var/opt/azcmagent/tokens/9f.key'],
    [31, 'none', 'Bearer'],
    [31, 'none', ''],
    [31, 'none', '   '],
    [0, 'other', 'Negotiate, NTLM'],
  ] as const)('vector %i: %s from "%s"', (_number, form, line) => {
    const reading = parseChallenge([line]);
    expect(reading.form).toBe(form);
    expect(reading.bearer).toBeNull();
  });

  test('vector 30: Graph', () => {
    const uri = 'https://login.microsoftonline.com/common/oauth2/authorize';
    const reading = parseChallenge([`Bearer realm="", authorization_uri="${uri}", client_id="00000003-0000-0000-c000-000000000000"`]);
    expect(reading.form).toBe('graph');
    expect(reading.bearer?.scope).toBeNull();
  });

  test('ARM', () => {
    const line = `Bearer authorization_uri="https://login.windows.net/${T}", error="invalid_token", error_description="The authentication failed because of missing 'Authorization' header."`;
    expect(parseChallenge([line])).toMatchObject({ form: 'arm', bearer: { tenant: T, resource: null, scope: null } });
  });
});

describe('hostile headers', () => {
  test('never throws, and keeps the line', () => {
    const noise = fc.string({ unit: fc.constantFrom('=', '"', ',', ' ', '\\', 'a', 'Bearer ', 'resource', 'https://x/', '\t', '\u0000') });
    fc.assert(
      fc.property(noise, line => {
        expect(parseChallenge([line]).bearer?.raw ?? [line]).toEqual([line]);
      }),
      { numRuns: 2000 },
    );
  });

  test('a value in quotes comes back as it went in', () => {
    fc.assert(
      fc.property(fc.string(), value => {
        const quoted = value.replace(/["\\]/g, char => `\\${char}`);
        const { all } = parseChallenge([`Bearer error="${quoted}"`]);
        expect(all[0]?.pairs).toEqual([['error', value]]);
      }),
    );
  });

  test.each([
    '='.repeat(60_000),
    '"'.repeat(60_000),
    'Bearer '.repeat(9_000),
    `Bearer resource="${'/'.repeat(60_000)}x"`,
    ', '.repeat(30_000),
  ])('a long line is read in one pass', line => {
    expect(parseChallenge([line]).all.length).toBeLessThanOrEqual(9_000);
  });
});
