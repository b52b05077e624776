import type { CredentialConfig } from '../../model/vault.ts';
import { readTokenResponse } from '../readTokenResponse.ts';
import { sendWithRetry } from '../sendWithRetry.ts';
import type { TokenAsk } from '../tokenAsk.ts';
import { formRequest, sentClaims, tokenEndpoint } from '../tokenRequest.ts';
import { callTokenEndpoint } from './callTokenEndpoint.ts';
import type { Credential, CredentialDoors } from './credential.ts';
import { keepRefreshToken, type PersonLogin, personScope, refreshGrant } from './refreshGrant.ts';
import { cacheIdOf, credentialOfLink, type LinkResult, noteCredential } from './tokenLink.ts';

/** The public client of the developer tools, which the SDKs take where no clientId is said. */
const developerClientId = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
/** RFC 8628 section 3.2 and 3.5. */
const defaultIntervalSeconds = 5;
const slowDownSeconds = 5;
const longestSeconds = 3600;

interface DeviceCode {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUri: string;
  readonly expiresInSeconds: number;
  readonly intervalSeconds: number;
}

/**
 * A person signs in on another device or in a browser, with a code that is shown here (RFC 8628). The refresh token of that sign-in is kept in
 * memory: further tokens need no further code.
 */
export function deviceCode(config: CredentialConfig): Credential {
  const clientId = config.clientId ?? developerClientId;
  return credentialOfLink(config, {
    name: 'DeviceCodeCredential',
    async getToken(ask, doors, signal) {
      const tokenUrl = tokenEndpoint({ ...ask, tenant: ask.tenant ?? 'organizations', endpoint: 'v2' });
      const login = { credential: config.name, cacheId: cacheIdOf(config), clientId, tokenUrl };
      const codeUrl = `${tokenUrl.slice(0, -'token'.length)}devicecode`;
      return (await refreshGrant(login, ask, doors, signal)) ?? signIn(login, codeUrl, ask, doors, signal);
    },
  });
}

async function signIn(login: PersonLogin, url: string, ask: TokenAsk, doors: CredentialDoors, signal: AbortSignal): Promise<LinkResult> {
  const claims = sentClaims(ask);
  const form = { client_id: login.clientId, scope: personScope(ask.scope), ...(claims === null ? {} : { claims }) };
  const call = await sendWithRetry(formRequest(url, form), 'token', doors.retry, doors, signal);
  if (call.kind === 'failed')
    return { kind: 'failed', exchange: call.id, message: `The device-code call brought no answer: ${call.failure.message}` };
  const code = readDeviceCode(new TextDecoder().decode(call.response.body.bytes));
  if (code === undefined) {
    const reading = readTokenResponse(call.response, doors.now());
    const message = reading.kind === 'token' ? 'A token came where a device code was expected.' : reading.message;
    return { kind: 'failed', exchange: call.id, message };
  }
  doors.hide(code.deviceCode);
  const { credential } = login;
  const { userCode, verificationUri, expiresInSeconds } = code;
  const expiresAt = doors.now() + expiresInSeconds * 1000;
  noteCredential(doors, credential, `waits for a sign-in at ${verificationUri} with the code ${userCode}`, true);
  await doors.machine.showDeviceCode({ credential, userCode, verificationUri, expiresAt });
  return poll(login, ask, code, expiresAt, doors, signal);
}

async function poll(
  login: PersonLogin,
  ask: TokenAsk,
  code: DeviceCode,
  expiresAt: number,
  doors: CredentialDoors,
  signal: AbortSignal,
): Promise<LinkResult> {
  const form = {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    client_id: login.clientId,
    device_code: code.deviceCode,
  };
  let seconds = code.intervalSeconds;
  for (;;) {
    await doors.wait(seconds * 1000, signal);
    const call = await callTokenEndpoint(formRequest(login.tokenUrl, form), doors, signal);
    if (call.kind === 'failed') return call;
    const { exchange, reading } = call;
    if (reading.kind === 'token') {
      keepRefreshToken(login, ask, reading.refreshToken, doors);
      return reading;
    }
    if (reading.code === 'slow_down') seconds += slowDownSeconds;
    else if (reading.code !== 'authorization_pending') return { kind: 'failed', exchange, message: reading.message };
    if (doors.now() >= expiresAt)
      return { kind: 'failed', exchange, message: 'Nobody signed in before the device code expired. Send again for a new one.' };
  }
}

function readDeviceCode(text: string): DeviceCode | undefined {
  const json = parse(text);
  const { device_code, user_code, verification_uri, expires_in, interval } = json;
  if (typeof device_code !== 'string' || typeof user_code !== 'string' || typeof verification_uri !== 'string') return undefined;
  // What a person is to type and to open: short, plain, https.
  if (!/^[\w-]{1,40}$/.test(user_code) || !/^https:\/\/[^\s"'<>]{1,200}$/.test(verification_uri)) return undefined;
  return {
    deviceCode: device_code,
    userCode: user_code,
    verificationUri: verification_uri,
    expiresInSeconds: within(expires_in, 900),
    intervalSeconds: within(interval, defaultIntervalSeconds),
  };
}

function within(value: unknown, otherwise: number): number {
  const seconds = Number(value ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, longestSeconds) : otherwise;
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // A page of a proxy: the caller reads the answer as a refusal and says what it is.
    return {};
  }
}
