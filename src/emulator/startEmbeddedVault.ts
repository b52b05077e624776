import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import type { ControlledVault, EmbeddedVaultInfo, EmbeddedVaultOptions } from '../core/model/embeddedVault.ts';
import { vaultId } from './arm/managedVault.ts';
import { sampleGroup } from './arm/sampleVaults.ts';
import { type CertificateAuthority, createCertificateAuthority, type ServerCertificate } from './certificate.ts';
import { type EmulatorDoors, machineDoors } from './doors.ts';
import { EmbeddedWorld } from './embeddedWorld.ts';
import { type LoopbackServer, listenOnLoopback } from './http/loopbackServer.ts';
import { ArcKeys } from './imds/arcKeys.ts';
import { identitySources } from './imds/identityEndpoints.ts';
import { MovableClock } from './movableClock.ts';
import {
  createSampleApps,
  type SampleApp,
  sampleHsmHost,
  samplePerson,
  samplePublicClientId,
  sampleSubscriptionId,
  sampleTenantId,
  sampleVaultHost,
  sampleVaultName,
} from './sampleIdentity.ts';
import { createSampleObjects, sampleCertificateNames, sampleKeyNames, sampleSecretNames } from './sampleObjects.ts';
import { mintSampleTokens } from './sampleTokens.ts';
import { readSnapshot } from './snapshot.ts';
import { createSigningKeys } from './token/signingKeys.ts';
import { createControl } from './vaultControl.ts';

/**
 * The CA can sign for these names alone. `management.azure.com` and `login.microsoftonline.com` are not among them, on purpose: whoever trusts
 * this CA must not thereby trust it for a real service. The management plane and Entra ID answer as localhost.
 */
const certificateNames = [sampleVaultHost, sampleHsmHost, 'localhost'];
/** Half of a leaf's life: an emulator may run for days. */
const renewEveryMs = 12 * 3_600_000;

/**
 * Starts the embedded vault on 127.0.0.1. In `info.clients` the first one may read and write;
 * `info.tokens.valid` lasts for a day.
 * @throws the error of `listen` (EADDRINUSE, EACCES) when the port cannot be had.
 */
export const startEmbeddedVault = (options: EmbeddedVaultOptions): Promise<ControlledVault> =>
  startEmbeddedVaultWith(options, machineDoors);

/** The same with other doors: tests hand in the time. */
export async function startEmbeddedVaultWith(options: EmbeddedVaultOptions, machine: EmulatorDoors): Promise<ControlledVault> {
  const clock = new MovableClock(machine.now);
  const doors: EmulatorDoors = { ...machine, now: clock.now };
  const apps = createSampleApps();
  // TLS clients judge certificates by the machine's clock, whatever the clock of the vault says.
  const authority = await createCertificateAuthority(certificateNames, Date.now());
  const leaf = await authority.issue(certificateNames, Date.now());
  const preparing = prepare(options, firstOf(apps), doors.now());
  const [main, imds, { keys, tokens, objects }] = await startAll(options.port, leaf, doors, preparing);
  const localUrl = `https://localhost:${main.port}`;
  const arc = options.arcFolder === undefined ? undefined : new ArcKeys(options.arcFolder);
  const world = new EmbeddedWorld({
    ...{ doors, keys, apps, objects, arc, authority: localUrl, scenario: options.scenario },
    identitySecret: randomBytes(24).toString('base64url'),
    approveDeviceCodes: options.approveDeviceCodes ?? false,
  });
  world.setFault(options.fault ?? null);
  const renewal = setInterval(() => void renew(main, authority, doors), renewEveryMs).unref();
  main.serve(hostsOf(main.port, serviceHosts(main.port)), world.answerHttps);
  imds.serve(hostsOf(imds.port, []), world.answerHttp);
  const plainUrl = `http://127.0.0.1:${imds.port}`;
  const info: EmbeddedVaultInfo = {
    vaultUrl: `https://${sampleVaultHost}`,
    hsmUrl: `https://${sampleHsmHost}`,
    localUrl,
    authority: localUrl,
    tenantId: sampleTenantId,
    port: main.port,
    caCertificate: authority.certificate,
    imdsUrl: plainUrl,
    clients: apps.map(({ name, clientId, secret, objectId, note }) => ({ name, clientId, clientSecret: secret, objectId, note })),
    tokens,
    objects: { secrets: sampleSecretNames, keys: sampleKeyNames, certificates: sampleCertificateNames },
    managementUrl: localUrl,
    vaultResourceId: vaultId({ subscription: sampleSubscriptionId, group: sampleGroup, name: sampleVaultName }),
    person: { clientId: samplePublicClientId, objectId: samplePerson.objectId, userName: samplePerson.userName },
    managedIdentities: identitySources(plainUrl, localUrl, thumbprintOf(leaf), world.identity),
    signingKeys: [keys.jwk],
  };
  return {
    info,
    control: createControl(world, clock, objects, firstOf(apps)),
    setScenario: scenario => world.setScenario(scenario),
    stop: async () => {
      clearInterval(renewal);
      world.stop();
      await Promise.all([main.stop(), imds.stop(), arc?.clear()]);
    },
  };
}

/** What the vault starts with. The RSA key takes longest, and everything else is made meanwhile. */
async function prepare({ snapshot }: EmbeddedVaultOptions, owner: SampleApp, now: number) {
  const [keys, objects] = await Promise.all([createSigningKeys(), createSampleObjects(now)]);
  if (snapshot !== undefined) readSnapshot(snapshot, objects, now);
  return { keys, objects, tokens: await mintSampleTokens(keys, owner, now) };
}

/** Both listeners and what is made meanwhile; where one of them fails, no listener is left behind. */
async function startAll<T>(
  port: number,
  leaf: ServerCertificate,
  doors: EmulatorDoors,
  made: Promise<T>,
): Promise<readonly [LoopbackServer, LoopbackServer, T]> {
  const listening = [listenOnLoopback(port, leaf, doors), listenOnLoopback(0, undefined, doors)] as const;
  try {
    return await Promise.all([...listening, made]);
  } catch (error) {
    const listeners = await Promise.allSettled([...listening, made.then(() => undefined)]);
    await Promise.all(listeners.map(listener => (listener.status === 'fulfilled' ? listener.value?.stop() : undefined)));
    throw error;
  }
}

/** As Service Fabric writes it: SHA-1 in hex. */
const thumbprintOf = ({ cert }: ServerCertificate): string =>
  createHash('sha1').update(new X509Certificate(cert).raw).digest('hex').toUpperCase();

async function renew(server: LoopbackServer, authority: CertificateAuthority, doors: EmulatorDoors): Promise<void> {
  try {
    server.renewCertificate(await authority.issue(certificateNames, Date.now()));
  } catch (error) {
    doors.fault(error);
  }
}

/** With and without a port: clients that reach us through a port of ours may name it. */
const serviceHosts = (port: number): readonly string[] =>
  [sampleVaultHost, sampleHsmHost].flatMap(host => [host, `${host}:443`, `${host}:${port}`]);

const hostsOf = (port: number, others: readonly string[]): ReadonlySet<string> =>
  new Set([`localhost:${port}`, `127.0.0.1:${port}`, ...others]);

function firstOf<T>(items: readonly T[]): T {
  const [first] = items;
  if (first === undefined) throw new Error('the sample tenant has no app');
  return first;
}
