import type { CauseCode } from '../model/causes.ts';
import type { ChallengeFacts } from '../model/challenge.ts';
import { english, type Translate } from '../model/translate.ts';
import { type Cloud, cloudOfManagement, cloudOfVaultHost, clouds, isHsmHost, managementResource } from './clouds.ts';
import { hostOfUrl } from './hostOfUrl.ts';

/** App id of the Key Vault service: tokens may carry it instead of the resource URL. */
export const vaultAppId = 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093';
const managementAppId = '797f4846-ba00-4fd7-ba43-dac1f8f63013';
const graphAppId = '00000003-0000-0000-c000-000000000000';

export interface AudienceJudgement {
  /** `ok` is null where nothing is known to compare with. */
  readonly ok: boolean | null;
  readonly text: string;
  readonly cause: CauseCode | null;
  /** What was expected, or null. */
  readonly expected: string | null;
}

/** What an audience is, whatever was asked for. */
export type AudienceKind =
  | { readonly kind: 'vault' | 'hsm' | 'management' | 'graph' | 'vault-host'; readonly cloud: Cloud; readonly slash: boolean }
  | { readonly kind: 'vault-app-id' | 'spn' | 'other' };

export function classifyAudience(audience: string): AudienceKind {
  const lower = audience.toLowerCase();
  if (lower.startsWith('spn:')) return { kind: 'spn' };
  if (lower === vaultAppId) return { kind: 'vault-app-id' };
  const publicCloud = clouds[0] as Cloud;
  if (lower === graphAppId) return { kind: 'graph', cloud: publicCloud, slash: false };
  if (lower === managementAppId) return { kind: 'management', cloud: publicCloud, slash: false };
  const slash = lower.endsWith('/');
  const bare = lower.replace(/\/+$/, '');
  const host = hostOfUrl(lower) ?? '';
  for (const cloud of clouds) {
    if (bare === cloud.vaultResource) return { kind: 'vault', cloud, slash };
    if (bare === cloud.hsmResource) return { kind: 'hsm', cloud, slash };
    if (cloud.managementHosts.includes(host)) return { kind: 'management', cloud, slash };
    if (cloud.graphHosts.includes(host)) return { kind: 'graph', cloud, slash };
    if (host.endsWith(cloud.vaultSuffix) || (cloud.hsmSuffix !== null && host.endsWith(cloud.hsmSuffix)))
      return { kind: 'vault-host', cloud, slash };
  }
  return { kind: 'other' };
}

/** The audience that the receiver wants: the challenge's resource, else that of its cloud's service; null where neither is known. */
export function expectedAudience(vaultUrl: string | null, challenge: ChallengeFacts | null): string | null {
  if (challenge?.resource) return challenge.resource;
  const host = vaultUrl === null ? undefined : hostOfUrl(vaultUrl);
  if (host === undefined) return null;
  const management = cloudOfManagement(host);
  if (management !== undefined) return managementResource(management);
  const cloud = cloudOfVaultHost(host);
  if (cloud === undefined) return null;
  return isHsmHost(cloud, host) ? cloud.hsmResource : cloud.vaultResource;
}

/** Compares exactly, as the service does: one slash more is another audience. */
export function judgeAudience(
  audience: string,
  vaultUrl: string | null,
  challenge: ChallengeFacts | null,
  t: Translate = english,
): AudienceJudgement {
  const host = vaultUrl === null ? undefined : hostOfUrl(vaultUrl);
  const kind = classifyAudience(audience);
  const management = host === undefined ? undefined : cloudOfManagement(host);
  if (management !== undefined) return judgeForManagement(audience, kind, management, t);
  const expected = expectedAudience(vaultUrl, challenge);
  if (audience === expected) return { ok: true, text: t('is exactly what the vault asks for'), cause: null, expected };
  if (expected === null && (kind.kind === 'vault' || kind.kind === 'hsm') && !kind.slash) {
    return { ok: true, text: t('is the audience of Key Vault ({0})', kind.cloud.title), cause: null, expected };
  }
  const trimmed = (text: string): string => text.replace(/\/+$/, '').toLowerCase();
  if (expected !== null && audience !== expected && audience.endsWith('/') && trimmed(audience) === trimmed(expected)) {
    return { ok: false, text: slashText(expected, t), cause: 'wrong-audience-trailing-slash', expected };
  }
  return judgeMismatch(kind, expected, t);
}

const slashText = (want: string, t: Translate): string => t('has one slash too many at the end; the vault compares with {0} exactly', want);

function judgeForManagement(audience: string, kind: AudienceKind, cloud: Cloud, t: Translate): AudienceJudgement {
  const expected = managementResource(cloud);
  if (kind.kind === 'management') {
    // The app id is the same in every cloud.
    if (kind.cloud === cloud || audience.toLowerCase() === managementAppId)
      return { ok: true, text: t('is the audience of Azure Resource Manager'), cause: null, expected };
    return {
      ok: false,
      text: t('is for {0}; this Resource Manager is in {1}', kind.cloud.title, cloud.title),
      cause: 'wrong-cloud',
      expected,
    };
  }
  const forVault = kind.kind === 'vault' || kind.kind === 'hsm' || kind.kind === 'vault-host' || kind.kind === 'vault-app-id';
  if (forVault) {
    return {
      ok: false,
      text: t('is for the data plane of Key Vault; Azure Resource Manager refuses it'),
      cause: 'vault-token-at-arm',
      expected,
    };
  }
  return { ok: false, text: t('is for {0}, not for Azure Resource Manager', audience.slice(0, 200)), cause: null, expected };
}

function judgeMismatch(kind: AudienceKind, expected: string | null, t: Translate): AudienceJudgement {
  const want = expected ?? 'https://vault.azure.net';
  const refuse = (cause: CauseCode, text: string): AudienceJudgement => ({ ok: false, text, cause, expected });
  switch (kind.kind) {
    case 'vault-app-id':
      return {
        ok: true,
        text: t("is the app id of the Key Vault service, accepted in place of the resource's URL"),
        cause: null,
        expected,
      };
    case 'spn':
      return refuse(
        'wrong-audience-spn-prefix',
        t('starts with "spn:", the form of a legacy token endpoint; the vault compares literally'),
      );
    case 'management':
      return refuse(
        'wrong-audience-arm',
        t('is for Azure Resource Manager (the management plane); the data plane of Key Vault refuses it'),
      );
    case 'graph':
      return refuse('wrong-audience-graph', t('is for Microsoft Graph; Key Vault refuses it'));
    case 'vault-host':
      return refuse('wrong-audience-vault-host', t("names one vault's own host; the audience is the service, {0}", want));
    case 'vault':
    case 'hsm':
      return judgeServiceMismatch(kind, want, refuse, t);
    case 'other':
      // Without a vault to compare with, a token for some other API is nobody's fault.
      if (expected === null)
        return {
          ok: null,
          text: t('is not an audience of Key Vault; with no vault given there is nothing to compare it with'),
          cause: null,
          expected,
        };
      return refuse('wrong-audience-other', t("is another API's; the vault asks for {0}", want));
  }
}

function judgeServiceMismatch(
  kind: Extract<AudienceKind, { cloud: Cloud }>,
  want: string,
  refuse: (cause: CauseCode, text: string) => AudienceJudgement,
  t: Translate,
): AudienceJudgement {
  const bare = kind.kind === 'hsm' ? kind.cloud.hsmResource : kind.cloud.vaultResource;
  if (kind.slash && bare === want) return refuse('wrong-audience-trailing-slash', slashText(want, t));
  const wanted = classifyAudience(want);
  if ('cloud' in wanted && wanted.cloud.name !== kind.cloud.name) {
    return refuse('wrong-cloud', t('is for {0}; the vault is in {1}', kind.cloud.title, wanted.cloud.title));
  }
  if (kind.slash && wanted.kind === kind.kind) return refuse('wrong-audience-trailing-slash', slashText(want, t));
  const service = kind.kind === 'hsm' ? 'Managed HSM' : 'Key Vault';
  return refuse('wrong-audience-other', t('is for {0}; the host that was called asks for {1}', service, want));
}
