import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTokenResponse } from '../../../src/core/auth/readTokenResponse.ts';
import type { WireResponse } from '../../../src/core/model/wire.ts';

const now = Date.UTC(2026, 0, 1);
const seconds = now / 1000;

function aResponse(body: string, status = 200): WireResponse {
  const bytes = new TextEncoder().encode(body);
  const whole = { bytes, wireBytes: bytes.length, decodedBytes: bytes.length, cut: undefined };
  return { status, reason: 'OK', httpVersion: 'HTTP/1.1', headers: [], body: whole, interim: [], oddities: [] };
}
const read = (json: object, status = 200) => readTokenResponse(aResponse(JSON.stringify(json), status), now);

describe('times of a token', () => {
  test.each<[number, string, object, number | null, number | null]>([
    [74, 'v1, numbers as strings', { expires_in: '3599', expires_on: `${seconds + 3599}`, not_before: '1' }, seconds + 3599, null],
    [75, 'v2, no expires_on', { expires_in: 3600, refresh_in: 1800 }, seconds + 3600, seconds + 1800],
    [76, 'expires_on as RFC 3339', { expires_on: '2026-01-01T01:00:00+00:00' }, seconds + 3600, null],
    [76, 'expires_on as RFC 1123', { expires_on: 'Thu, 01 Jan 2026 01:00:00 GMT' }, seconds + 3600, null],
    [
      76,
      'a local time counts for nothing, the other field does',
      { expires_on: '2026-01-01 05:00:00.000000', expires_in: 60 },
      seconds + 60,
      null,
    ],
    [0, 'no time at all', {}, null, null],
    [0, 'negative', { expires_in: -5 }, null, null],
    [0, 'huge', { expires_in: 1e300, expires_on: '99999999999999' }, null, null],
    [0, 'not a number', { expires_in: 'soon' }, null, null],
  ])('vector %i: %s', (_number, _name, times, expiresAt, refreshAt) => {
    expect(read({ access_token: 'x', ...times })).toMatchObject({ kind: 'token', token: { expiresAt, refreshAt } });
  });
});

describe('refusals', () => {
  test('vector 77: suberror and claims', () => {
    const reading = read(
      {
        error: 'interaction_required',
        error_description: 'AADSTS50076: MFA.\r\nTrace ID: 1',
        suberror: 'basic_action',
        claims: '{"access_token":{}}',
      },
      400,
    );
    expect(reading).toEqual({
      kind: 'refused',
      code: 'interaction_required',
      suberror: 'basic_action',
      claims: '{"access_token":{}}',
      message: 'The token endpoint answered 400: interaction_required: AADSTS50076: MFA. (basic_action)',
    });
  });

  test.each([
    [
      200,
      '<html><head><title>Sign in to Guest WiFi</title></head></html>',
      'answered 200: not JSON, but a page with the title "Sign in to Guest WiFi"',
    ],
    [502, '<html>', 'answered 502: not JSON, but a web page'],
    [503, '', 'answered 503: not JSON, but an empty body'],
    [200, 'Zugriff verweigert', 'answered 200: not JSON, but 18 bytes of something else'],
    [200, '[]', 'not JSON, but'],
    [200, '{}', 'no access_token and no error in it'],
    [200, '{"access_token":""}', 'no access_token'],
    [400, '{"access_token":"x","error":"odd"}', 'answered 400: odd'],
    [200, '{"access_token":"x","token_type":"mac"}', 'answered 200: a token of the type "mac", not Bearer'],
  ])('vector 78: %i %s', (status, body, message) => {
    const reading = readTokenResponse(aResponse(body, status), now);
    expect(reading).toMatchObject({ kind: 'refused', message: expect.stringContaining(message) });
  });

  test.each(['Bearer', 'bearer', undefined])('token_type %s is a token', token_type => {
    expect(read({ access_token: 'x', token_type }).kind).toBe('token');
  });

  test('no body makes it throw, and no token stands in a message', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.integer({ min: 200, max: 599 }), (body, status) => {
        expect(['token', 'refused']).toContain(readTokenResponse(aResponse(body, status), now).kind);
      }),
    );
    const reading = read({ access_token: 'canary-token', error: 'x' }, 400);
    expect(JSON.stringify(reading)).not.toContain('canary-token');
  });
});
