import { type Answer, jsonAnswer } from '../http/answer.ts';
import { objectOrEmpty } from '../http/readJsonObject.ts';
import { sampleVaultName } from '../sampleIdentity.ts';
import { readKeyType } from '../vault/keys/keyType.ts';
import type { KeyVersion } from '../vault/keys/keyVersion.ts';
import { makeKey } from '../vault/keys/makeKey.ts';
import { newAttributes, newVersionId, type ObjectAttributes, readAttributeChange } from '../vault/objectAttributes.ts';
import { newest, whyNameIsTaken } from '../vault/objectOperations.ts';
import type { SecretVersion } from '../vault/secrets/secretVersion.ts';
import type { Versioned, VersionedStore } from '../vault/versionedStore.ts';
import { armError, badRequest, resourceNotFound } from './armAnswers.ts';
import type { ArmCall, ArmOperation } from './armOperation.ts';
import { armPage } from './armPage.ts';
import { vaultId } from './managedVault.ts';

// @unverified All sentences.

type Content = Versioned & ObjectAttributes;

/** What secrets and keys differ in, as resources. */
interface ContentKind<V extends Content> {
  readonly collection: 'secrets' | 'keys';
  readonly store: (call: ArmCall) => VersionedStore<V>;
  /** Beside the attributes; a value is never among them. */
  readonly facts: (version: V) => object;
}

const secretContent: ContentKind<SecretVersion> = {
  collection: 'secrets',
  store: ({ service }) => service.objects.secrets,
  facts: ({ contentType }) => ({ contentType }),
};

const keyContent: ContentKind<KeyVersion> = {
  collection: 'keys',
  store: ({ service }) => service.objects.keys,
  facts: ({ kty, operations, publicMembers, material }) => ({
    kty,
    keyOps: operations,
    curveName: publicMembers.crv,
    keySize: material.asymmetricKeyDetails?.modulusLength,
  }),
};

const vaultPath = 'resourcegroups/{group}/providers/microsoft.keyvault/vaults/{name}';
const vaults = 'Microsoft.KeyVault/vaults';

/** Secrets and keys as resources, for deployments: they are made and described here, and never read out. Beside them the private links. */
export const vaultContentOperations: readonly ArmOperation[] = [
  ...contentOperations(secretContent, putSecret),
  ...contentOperations(keyContent, putKey),
  { method: 'GET', path: `${vaultPath}/privatelinkresources`, action: `${vaults}/privateLinkResources/read`, run: listPrivateLinks },
];

function contentOperations<V extends Content>(kind: ContentKind<V>, put: ArmOperation['run']): readonly ArmOperation[] {
  const all = `${vaultPath}/${kind.collection}`;
  const action = `${vaults}/${kind.collection}`;
  return [
    { method: 'GET', path: all, action: `${action}/read`, run: call => whyNoVault(call) ?? list(kind, call) },
    { method: 'GET', path: `${all}/{object}`, action: `${action}/read`, run: call => whyNoVault(call) ?? get(kind, call) },
    { method: 'PUT', path: `${all}/{object}`, action: `${action}/write`, run: call => whyNoVault(call) ?? put(call) },
  ];
}

/** The sample vault alone has contents; those that were made here answer nowhere else either. */
function whyNoVault({ params, service }: ArmCall): Answer | undefined {
  const { name = '', group = '' } = params;
  const vault = service.vaults.find(name);
  if (vault?.group.toLowerCase() !== group.toLowerCase()) return resourceNotFound(name, group);
  return vault.name === sampleVaultName ? undefined : badRequest(`The embedded vault keeps contents for ${sampleVaultName} alone.`);
}

function list<V extends Content>(kind: ContentKind<V>, call: ArmCall): Answer {
  const live = kind.store(call).list('live', call.service.now);
  return armPage(
    call,
    live,
    ({ name }) => name.toLowerCase(),
    entry => shown(kind, call, entry.name, newest(entry)),
  );
}

function get<V extends Content>(kind: ContentKind<V>, call: ArmCall): Answer {
  const { object = '' } = call.params;
  const found = kind.store(call).find(object, call.service.now);
  if (found?.lifecycle.kind === 'live') return jsonAnswer(200, shown(kind, call, found.name, newest(found)));
  const message = `The Resource '${vaults}/${kind.collection}/${sampleVaultName}/${object}' was not found.`;
  return armError(404, 'ResourceNotFound', message);
}

function shown<V extends Content>(kind: ContentKind<V>, { service }: ArmCall, name: string, version: V): object {
  const { collection } = kind;
  const vault = service.vaults.find(sampleVaultName);
  const uri = `https://${sampleVaultName}.vault.azure.net/${collection}/${name}`;
  const word = collection === 'keys' ? 'keyUri' : 'secretUri';
  const { enabled, notBefore, expires, created, updated } = version;
  return {
    id: `${vault === undefined ? '' : vaultId(vault)}/${collection}/${name}`,
    name,
    type: `${vaults}/${collection}`,
    location: service.location,
    tags: version.tags,
    properties: {
      attributes: { enabled, nbf: notBefore, exp: expires, created, updated },
      ...kind.facts(version),
      [word]: uri,
      [`${word}WithVersion`]: `${uri}/${version.version}`,
    },
  };
}

/** A new version at each call, as deployments that run again make one. */
function putSecret(call: ArmCall): Answer {
  const { secrets } = call.service.objects;
  const read = readContent(call, secretContent);
  if ('status' in read) return read;
  const { name, now, properties, attributes } = read;
  const { value, contentType } = properties;
  if (typeof value !== 'string') return badRequest('The secret has no value.');
  const known = secrets.find(name, now) !== undefined;
  const version: SecretVersion = {
    version: newVersionId(),
    value,
    contentType: typeof contentType === 'string' ? contentType : undefined,
    ...attributes,
  };
  secrets.add(name, version, now);
  return jsonAnswer(known ? 200 : 201, shown(secretContent, call, name, version));
}

/** Documented: a key that is there already stays as it is. */
async function putKey(call: ArmCall): Promise<Answer> {
  const { objects } = call.service;
  const read = readContent(call, keyContent);
  if ('status' in read) return read;
  const { name, now, properties, attributes } = read;
  const known = objects.keys.find(name, now);
  if (known !== undefined) return jsonAnswer(200, shown(keyContent, call, known.name, newest(known)));
  const { kty, keySize, curveName, keyOps } = properties;
  const type = readKeyType(kty, objects);
  if ('status' in type) return type;
  const asked = { key_size: keySize ?? null, crv: curveName ?? null, key_ops: keyOps ?? null };
  const made = await makeKey(type, Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null)));
  if (typeof made === 'string') return badRequest(made);
  const version: KeyVersion = { version: newVersionId(), ...made, ...attributes };
  objects.keys.add(name, version, now);
  return jsonAnswer(201, shown(keyContent, call, name, version));
}

function readContent<V extends Content>({ params, body, service }: ArmCall, kind: ContentKind<V>) {
  const { object: name = '' } = params;
  if (!/^[0-9a-zA-Z-]{1,127}$/.test(name)) return badRequest(`The name '${name}' is not valid.`);
  const word = kind.collection === 'keys' ? 'Key' : 'Secret';
  const conflict = whyNameIsTaken(word, name, service.objects[kind.collection].find(name, service.now));
  if (conflict !== undefined) return conflict;
  const properties = objectOrEmpty(body?.properties);
  const change = readAttributeChange({ attributes: properties.attributes ?? null, tags: body?.tags ?? null });
  if (typeof change === 'string') return badRequest(change);
  return { name, properties, now: service.now, attributes: newAttributes(change, service.now) };
}

function listPrivateLinks({ params, service }: ArmCall): Answer {
  const { name = '', group = '' } = params;
  const vault = service.vaults.find(name);
  if (vault?.group.toLowerCase() !== group.toLowerCase()) return resourceNotFound(name, group);
  const properties = { groupId: 'vault', requiredMembers: ['default'], requiredZoneNames: ['privatelink.vaultcore.azure.net'] };
  const link = { id: `${vaultId(vault)}/privateLinkResources/vault`, name: 'vault', type: `${vaults}/privateLinkResources`, properties };
  return jsonAnswer(200, { value: [link] });
}
