import type { JsonObject, JsonValue } from '../../core/model/tokenFacts.ts';
import { guid } from '../guid.ts';
import { type AccessPolicyEntry, type NetworkRules, permissionKinds, permissionWord, type VaultProperties } from './managedVault.ts';

// @unverified All sentences.

/** A body that ARM refuses with 400; the message is its answer. */
export class BodyRefused extends Error {
  override readonly name = 'BodyRefused';
}

/**
 * The properties of a create or an update. What the body does not name stays as it was; a create starts from `base`.
 * @throws BodyRefused
 */
export function readProperties(given: JsonValue | undefined, base: VaultProperties, isNew: boolean): VaultProperties {
  if (given === undefined || given === null) {
    if (isNew) throw new BodyRefused("The parameter 'properties' is not specified.");
    return base;
  }
  const body = asObject(given, 'properties');
  const flag = (name: keyof VaultProperties & `enable${string}`): boolean => {
    const value = body[name];
    if (value === undefined || value === null) return base[name] as boolean;
    if (typeof value !== 'boolean') throw new BodyRefused(`The value of '${name}' must be a boolean.`);
    return value;
  };
  const enablePurgeProtection = flag('enablePurgeProtection');
  if (base.enablePurgeProtection && !enablePurgeProtection) {
    throw new BodyRefused(
      `The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.`,
    );
  }
  const enableSoftDelete = flag('enableSoftDelete');
  if (!enableSoftDelete) {
    throw new BodyRefused(
      'The property "enableSoftDelete" can be set to false only for creating new vault. Enabling the soft delete for a vault is an irreversible action.',
    );
  }
  return {
    ...base,
    sku: readSku(body.sku, isNew ? undefined : base.sku),
    softDeleteRetentionInDays: readRetention(body.softDeleteRetentionInDays, base.softDeleteRetentionInDays, isNew),
    enabledForDeployment: flag('enabledForDeployment'),
    enabledForDiskEncryption: flag('enabledForDiskEncryption'),
    enabledForTemplateDeployment: flag('enabledForTemplateDeployment'),
    enableSoftDelete,
    enablePurgeProtection,
    enableRbacAuthorization: flag('enableRbacAuthorization'),
    accessPolicies: body.accessPolicies === undefined ? base.accessPolicies : readPolicies(body.accessPolicies, base.tenantId),
    networkAcls: body.networkAcls === undefined ? base.networkAcls : readRules(body.networkAcls),
    publicNetworkAccess: readAccess(body.publicNetworkAccess, base.publicNetworkAccess),
  };
}

function readSku(given: JsonValue | undefined, before: VaultProperties['sku'] | undefined): VaultProperties['sku'] {
  if ((given === undefined || given === null) && before !== undefined) return before;
  const { name } = asObject(given ?? null, 'sku');
  return { family: 'A', name: readWord(name, ['standard', 'premium'], 'sku.name') };
}

/** Chosen when the vault is made, and then never again. */
function readRetention(given: JsonValue | undefined, base: number, isNew: boolean): number {
  if (given === undefined || given === null || given === base) return base;
  if (!isNew) throw new BodyRefused('The property "softDeleteRetentionInDays" has been set already and it can\'t be modified.');
  if (typeof given !== 'number' || !Number.isInteger(given) || given < 7 || given > 90) {
    throw new BodyRefused('The property "softDeleteRetentionInDays" must be between 7 and 90.');
  }
  return given;
}

/** @throws BodyRefused */
export function readPolicies(given: JsonValue | undefined, tenantId: string): readonly AccessPolicyEntry[] {
  if (!Array.isArray(given)) throw new BodyRefused("The parameter 'accessPolicies' is not specified or is not an array.");
  return given.map(entry => readPolicy(asObject(entry, 'accessPolicies'), tenantId));
}

function readPolicy(body: JsonObject, tenantId: string): AccessPolicyEntry {
  const { objectId, applicationId } = body;
  const tenant = body.tenantId ?? tenantId;
  if (typeof objectId !== 'string' || !guid.test(objectId) || typeof tenant !== 'string' || !guid.test(tenant)) {
    throw new BodyRefused("An invalid value was provided for 'accessPolicies'. Each entry needs a tenantId and an objectId.");
  }
  const given = asObject(body.permissions ?? {}, 'permissions');
  const permissions = Object.fromEntries(
    permissionKinds.flatMap(kind => (given[kind] === undefined || given[kind] === null ? [] : [[kind, readWords(kind, given[kind])]])),
  );
  return {
    tenantId: tenant,
    objectId: objectId.toLowerCase(),
    ...(typeof applicationId === 'string' ? { applicationId } : {}),
    permissions,
  };
}

function readWords(kind: (typeof permissionKinds)[number], given: JsonValue): readonly string[] {
  if (!Array.isArray(given)) throw new BodyRefused(`The permissions for '${kind}' must be an array.`);
  return given.map(text => {
    const word = typeof text === 'string' ? permissionWord(kind, text) : undefined;
    if (word === undefined) throw new BodyRefused(`An invalid value was provided for '${kind}' permissions: '${String(text)}'.`);
    return word;
  });
}

function readRules(given: JsonValue): NetworkRules | undefined {
  if (given === null) return undefined;
  const body = asObject(given, 'networkAcls');
  const ipRules = (Array.isArray(body.ipRules) ? body.ipRules : []).map(rule => {
    const { value } = asObject(rule, 'ipRules');
    if (typeof value !== 'string' || !isIpv4Range(value)) {
      throw new BodyRefused(`"${String(value)}" is not a valid IPv4 address or CIDR range.`);
    }
    return { value: value.includes('/') ? value : `${value}/32` };
  });
  const subnets = Array.isArray(body.virtualNetworkRules)
    ? body.virtualNetworkRules.map(rule => asObject(rule, 'virtualNetworkRules'))
    : [];
  return {
    bypass: readWord(body.bypass ?? 'AzureServices', ['AzureServices', 'None'], 'networkAcls.bypass'),
    defaultAction: readWord(body.defaultAction ?? 'Allow', ['Allow', 'Deny'], 'networkAcls.defaultAction'),
    ipRules,
    virtualNetworkRules: subnets,
  };
}

function readAccess(given: JsonValue | undefined, base: VaultProperties['publicNetworkAccess']): VaultProperties['publicNetworkAccess'] {
  return readWord(given ?? base, ['Enabled', 'Disabled'], 'publicNetworkAccess');
}

/** Words of ARM have no case; the answer has the service's. */
function readWord<W extends string>(given: JsonValue | undefined, words: readonly W[], name: string): W {
  const found = words.find(word => word.toLowerCase() === String(given).toLowerCase());
  if (found === undefined) throw new BodyRefused(`An invalid value was provided for '${name}'. Valid values: ${words.join(', ')}.`);
  return found;
}

function isIpv4Range(text: string): boolean {
  const [, address = '', bits = '32'] = /^(\d{1,3}(?:\.\d{1,3}){3})(?:\/(\d{1,2}))?$/.exec(text) ?? [];
  return address !== '' && Number(bits) <= 32 && address.split('.').every(part => Number(part) <= 255);
}

function asObject(value: JsonValue, name: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BodyRefused(`The value of '${name}' is not valid.`);
  return value as JsonObject;
}
