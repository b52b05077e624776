import type { ChallengeFacts } from '../model/challenge.ts';
import type { JsonObject } from '../model/tokenFacts.ts';
import { english, type Translate } from '../model/translate.ts';
import { hostOfUrl } from './hostOfUrl.ts';

export interface IssuerJudgement {
  readonly value: string | null;
  /** null where there is no challenge, or its tenant is a name and not an id. */
  readonly ok: boolean | null;
  readonly text: string;
  /** Tenant id of `tid`, else of the issuer's path. */
  readonly tenant: string | null;
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const isGuid = (text: string): boolean => guid.test(text);

/** First path segment of an issuer (`https://sts.windows.net/<tid>/`, `https://login.microsoftonline.com/<tid>/v2.0`), or null. */
export function tenantOfIssuer(issuer: string): string | null {
  const path = /^https:\/\/[^/]+\/([^/]+)/i.exec(issuer);
  return path?.[1] ?? null;
}

export function judgeIssuer(claims: JsonObject, challenge: ChallengeFacts | null, t: Translate = english): IssuerJudgement {
  const value = typeof claims.iss === 'string' ? claims.iss : null;
  const tid = typeof claims.tid === 'string' ? claims.tid : null;
  const tenant = tid ?? (value === null ? null : tenantOfIssuer(value));
  if (tenant === null) return { value, ok: null, text: value === null ? t('is missing') : t('names no tenant'), tenant };
  const version =
    value?.endsWith('/v2.0') === true ? ` ${t('(v2 issuer; Key Vault tokens usually have the v1 issuer sts.windows.net)')}` : '';
  const wanted = challenge?.tenant ?? null;
  if (wanted === null || !guid.test(wanted) || !guid.test(tenant))
    return { value, ok: null, text: `${t('tenant {0}', tenant)}${version}`, tenant };
  const host = value === null ? undefined : hostOfUrl(value);
  if (wanted.toLowerCase() === tenant.toLowerCase()) return { value, ok: true, text: `${t("is the vault's tenant")}${version}`, tenant };
  const text = t('{0} speaks for tenant {1}; the vault trusts tenant {2}', host ?? t('the issuer'), tenant, wanted);
  return { value, ok: false, text, tenant };
}
