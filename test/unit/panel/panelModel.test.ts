import { describe, expect, test } from 'vitest';
import { exchangeId } from '../../../src/core/model/ids.ts';
import type { PanelSource } from '../../../src/core/timeline/panelModel.ts';
import { panelModel } from '../../../src/core/timeline/panelModel.ts';
import type { ExchangeRow, PanelModel, RowStatus, TextPart } from '../../../src/core/timeline/panelView.ts';
import { scenes } from './scenes.ts';
import {
  aChallenge,
  anExchange,
  aResponse,
  aToken,
  aTrace,
  entry,
  note,
  started,
  startedAt,
  tenant,
  vaultResource,
} from './traceBuilders.ts';

const model = (source: PanelSource, later = 1000): PanelModel => panelModel(source, startedAt + later);
const calls = (m: PanelModel): readonly ExchangeRow[] => m.timeline.rows.filter(row => row.kind === 'exchange');
const said = (status: RowStatus): string => (status.kind === 'response' ? `${status.status} ${status.tone}` : status.kind);
const text = (parts: readonly TextPart[]): string =>
  parts.map(part => (typeof part === 'string' ? part : 'code' in part ? part.code : `@${part.time}`)).join('');
const notes = (m: PanelModel): readonly string[] => m.timeline.rows.flatMap(row => (row.kind === 'note' ? [text(row.parts)] : []));

describe('the rows of the waterfall', () => {
  for (const [name, expected] of [
    ['handshake', ['challenge 401 calm', 'token 200 good', 'request 200 good']],
    ['trailingSlash', ['token 200 good', 'request 401 bad']],
    ['forbidden', ['challenge 401 calm', 'request 403 bad']],
    ['refused', ['challenge failed']],
    ['blocked', []],
    ['cached', ['request 200 good']],
    ['running', ['challenge 401 calm', 'token pending']],
    ['anonymous', ['request 401 bad']],
  ] as const) {
    test(`${name}: ${expected.join(', ') || 'none'}`, () => {
      expect(calls(model(scenes[name])).map(row => `${row.purpose} ${said(row.status)}`)).toEqual(expected);
    });
  }

  test('a challenge that nothing followed is no handshake', () => {
    const [probe] = scenes.handshake.trace.entries;
    const trace = aTrace({ entries: probe === undefined ? [] : [probe], outcome: { kind: 'answered', exchange: exchangeId(0) } });
    expect(said(calls(model({ trace }))[0]?.status ?? { kind: 'pending' })).toBe('401 bad');
  });

  test('host and path stand apart, the usual port is left out', () => {
    const request = { ...anExchange().request, url: 'https://contoso.vault.azure.net:443/keys?api-version=7.6' };
    const [row] = calls(model({ trace: aTrace({ entries: [entry(anExchange({ request }))] }) }));
    expect([row?.host, row?.path]).toEqual(['contoso.vault.azure.net', '/keys?api-version=7.6']);
  });

  test('phases follow each other from the start of the call; phases that did not happen are absent', () => {
    const [, , last] = calls(model(scenes.handshake));
    expect(last?.segments.map(part => [part.phase, Number(part.start.toFixed(3))])).toEqual([
      ['send', 147],
      ['wait', 147.3],
      ['receive', 181.3],
    ]);
  });

  test('a failed call says in which phase it broke, even one that took no time', () => {
    const exchange = anExchange({
      phases: { dns: 1, connect: 2, proxy: null, tls: null, send: null, wait: null, receive: null },
      outcome: { kind: 'failed', failure: { code: 'tls-expired', phase: 'tls', message: 'expired', rawCodes: [], partial: undefined } },
    });
    const [row] = calls(model({ trace: aTrace({ entries: [entry(exchange)] }) }));
    expect(row?.segments.filter(part => part.broken).map(part => part.phase)).toEqual(['tls']);
  });

  test('a pending call ends now, and the scale reaches that far', () => {
    const m = model(scenes.running, 500);
    expect([calls(m)[1]?.end, m.timeline.scale]).toEqual([500, 500]);
  });

  test('rows that hold evidence are flagged', () => {
    expect(calls(model(scenes.trailingSlash)).map(row => row.flagged)).toEqual([false, true]);
  });

  test('events stand between the calls, in words', () => {
    expect(notes(model(scenes.handshake))).toEqual([
      `challenge read: tenant ${tenant}, resource ${vaultResource}`,
      `token stored for ${vaultResource}, valid until @${started + 3540}`,
    ]);
    expect(model(scenes.handshake).timeline.rows.map(row => row.kind)).toEqual(['exchange', 'note', 'exchange', 'note', 'exchange']);
  });

  for (const [what, words] of [
    [{ kind: 'token-cached', audience: 'A', expiresAt: null }, 'token from cache for A; no call needed'],
    [{ kind: 'token-expired', audience: 'A', expiresAt: 5 }, 'cached token for A expired at @5; a new one is needed'],
    [{ kind: 'token-given', audience: null }, 'token given by the request'],
    [{ kind: 'token-shared', waitedMs: 40 }, 'waited 40 ms for a token that another request was already asking for'],
    [{ kind: 'credential', credential: 'app', text: 'secret read', ms: 2, ok: true }, 'credential app: secret read, 2 ms'],
    [{ kind: 'redirect-not-followed', location: '/x' }, 'redirect not followed: /x'],
    [{ kind: 'retry-waited', ms: 2000 }, 'waited 2 s before the next try'],
    [{ kind: 'challenge-forgotten', origin: 'o', reason: 'asked for' }, 'challenge forgotten: asked for'],
  ] as const) {
    test(words, () => expect(notes(model({ trace: aTrace({ entries: [note(1, what)] }) }))).toEqual([words]));
  }
});

describe('challenge and token side by side', () => {
  /** Resource, scope, authority, tenant, clock. */
  const marks = (m: PanelModel): readonly (boolean | null)[] => m.ties.map(tie => tie.ok);
  const judged = (claims: Parameters<typeof aToken>[0], later?: number): PanelModel =>
    model({ trace: aTrace({ challenge: aChallenge(), token: aToken(claims) }) }, later);

  for (const [title, claims, expected] of [
    ['all fits', {}, [true, true, true, true, true]],
    ['one slash too many', { aud: 'https://vault.azure.net/' }, [false, false, true, true, true]],
    ['management plane', { aud: 'https://management.azure.com/' }, [false, false, true, true, true]],
    [
      'another tenant',
      { tid: '99999999-9999-4999-8999-999999999999', iss: 'https://sts.windows.net/99999999-9999-4999-8999-999999999999/' },
      [true, true, false, false, true],
    ],
    ['expired', { exp: started - 60 }, [true, true, true, true, false]],
    ['not yet valid', { nbf: started + 600 }, [true, true, true, true, false]],
  ] as const) {
    test(`${title}: ${expected.map(ok => (ok ? '✓' : '✕')).join(' ')}`, () => expect(marks(judged(claims))).toEqual(expected));
  }

  test("the server's clock outranks the local one", () => {
    const late = { exp: started + 60 };
    const answered = aTrace({ challenge: aChallenge(), token: aToken(late), entries: [entry(anExchange())] });
    expect(model({ trace: answered }, 120_000).ties.at(-1)?.ok).toBe(true);
    expect(judged(late, 120_000).ties.at(-1)?.ok).toBe(false);
  });

  test('no token: what was asked for still stands there, with nothing to compare', () => {
    const m = model(scenes.anonymous);
    expect([m.token, m.ties.map(tie => [tie.want !== null, tie.got, tie.ok])]).toEqual([
      null,
      [
        [true, null, null],
        [true, null, null],
        [true, null, null],
        [true, null, null],
      ],
    ]);
  });

  test('no challenge: the audience of the called service is expected', () => {
    const m = model({ trace: aTrace({ token: aToken() }) });
    expect(m.ties[0]?.want).toEqual({ label: 'audience of this service', parts: [{ code: vaultResource }] });
  });

  test('claims keep their order, times and meanings', () => {
    const exp = judged({}).token?.claims.find(claim => claim.name === 'exp');
    expect(exp).toEqual({ name: 'exp', value: String(started + 3540), time: started + 3540, meaning: 'expires at' });
  });

  test('claims named like built-in properties have no meaning', () => {
    expect(judged({ constructor: 'x' }).token?.claims.find(claim => claim.name === 'constructor')?.meaning).toBeNull();
  });
});

describe('answer and state', () => {
  test('the answer is the exchange that the outcome names, pretty and marked as masked', () => {
    const { answer } = model(scenes.handshake);
    expect([answer?.exchange, answer?.status, answer?.body.kind === 'text' && answer.body.masked]).toEqual([2, 200, true]);
    expect(answer?.body.kind === 'text' ? answer.body.pretty?.split('\n').slice(0, 2) : '').toEqual(['{', '  "value": "[redacted]",']);
  });

  for (const [name, state, words] of [
    ['blocked', 'blocked', 'Nothing was sent'],
    ['refused', 'failed', 'refused the connection'],
    ['cancelled', 'cancelled', 'cancelled'],
  ] as const) {
    test(`${name}: no answer, and why`, () => {
      const m = model(scenes[name]);
      expect([m.state, m.answer]).toEqual([state, null]);
      expect(m.noAnswer).toContain(words);
    });
  }

  test('while it runs the headline says whom it waits for', () => {
    expect(model(scenes.running).headline).toBe('Waiting for login.microsoftonline.com…');
  });

  test('a name is the title, else the request line', () => {
    expect([model(scenes.handshake).title, model(scenes.anonymous).title]).toEqual([
      'readSecret',
      'GET /secrets/db-password?api-version=7.6',
    ]);
  });

  test('links of findings travel as titles only', () => {
    expect(JSON.stringify(model(scenes.trailingSlash).findings)).not.toContain('learn.microsoft.com');
  });

  test('a handshake finding is calm, a fault is not', () => {
    const [fault] = scenes.trailingSlash.findings;
    if (fault === undefined) throw new Error('the scene has a finding');
    const run = { ...scenes.handshake, findings: [{ ...fault, cause: 'benign-challenge' as const }, fault] };
    expect(model(run).findings.map(finding => finding.tone)).toEqual(['calm', 'bad']);
  });

  test('the model survives the way to the page', () => {
    for (const source of Object.values(scenes)) {
      const m = model(source);
      expect(structuredClone(m)).toEqual(m);
    }
  });

  test('a body of another status keeps its tone', () => {
    const tones = [200, 302, 404, 429, 500].map(status => {
      const exchange = anExchange({ outcome: { kind: 'response', response: aResponse(status, '', '{}') } });
      return model({ trace: aTrace({ entries: [entry(exchange)], outcome: { kind: 'answered', exchange: exchange.id } }) }).answer?.tone;
    });
    expect(tones).toEqual(['good', 'warn', 'bad', 'warn', 'bad']);
  });
});
