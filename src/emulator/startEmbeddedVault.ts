import type { EmbeddedVault, EmbeddedVaultInfo, EmbeddedVaultOptions, StartEmbeddedVault } from '../core/model/embeddedVault.ts';
import type { CertificateAuthority } from './certificate.ts';
import { type EmulatorDoors, machineDoors } from './doors.ts';
import { EmbeddedWorld } from './embeddedWorld.ts';
import { type LoopbackServer, listenOnLoopback } from './http/loopbackServer.ts';
import { createSampleApps, sampleHsmHost, sampleTenantId, sampleVaultHost } from './sampleIdentity.ts';
import { createSampleObjects, sampleCertificateNames, sampleKeyNames, sampleSecretNames } from './sampleObjects.ts';
import { mintSampleTokens } from './sampleTokens.ts';
import { createSigningKeys } from './token/signingKeys.ts';

const certificateNames = [sampleVaultHost, sampleHsmHost, 'localhost'];
/** Half of a leaf's life: an emulator may run for days. */
const renewEveryMs = 12 * 3_600_000;

/**
 * Starts the embedded vault on 127.0.0.1. In `info.clients` the first one may read and write;
 * `info.tokens.valid` lasts for a day.
 * @throws the error of `listen` (EADDRINUSE, EACCES) when the port cannot be had.
 */
export const startEmbeddedVault: StartEmbeddedVault = options => startEmbeddedVaultWith(options, machineDoors);

/** The same with other doors: tests hand in the time. */
export async function startEmbeddedVaultWith(options: EmbeddedVaultOptions, doors: EmulatorDoors): Promise<EmbeddedVault> {
  const [keys, authority, objects] = await Promise.all([createSigningKeys(), createAuthority(), createSampleObjects(doors.now())]);
  const apps = createSampleApps();
  const [main, imds, tokens] = await startAll(options.port, authority, doors, () => mintSampleTokens(keys, firstOf(apps), doors.now()));
  const localUrl = `https://localhost:${main.port}`;
  const world = new EmbeddedWorld({ doors, keys, apps, objects, authority: localUrl, scenario: options.scenario });
  const renewal = setInterval(() => void renew(main, authority, doors), renewEveryMs).unref();
  main.serve(hostsOf(main.port, serviceHosts(main.port)), world.answerHttps);
  imds.serve(hostsOf(imds.port, []), world.answerHttp);
  const info: EmbeddedVaultInfo = {
    vaultUrl: `https://${sampleVaultHost}`,
    hsmUrl: `https://${sampleHsmHost}`,
    localUrl,
    authority: localUrl,
    tenantId: sampleTenantId,
    port: main.port,
    caCertificate: authority.certificate,
    imdsUrl: `http://127.0.0.1:${imds.port}`,
    clients: apps.map(({ name, clientId, secret, objectId, note }) => ({ name, clientId, clientSecret: secret, objectId, note })),
    tokens,
    objects: { secrets: sampleSecretNames, keys: sampleKeyNames, certificates: sampleCertificateNames },
  };
  return {
    info,
    setScenario: scenario => world.setScenario(scenario),
    stop: async () => {
      clearInterval(renewal);
      world.stop();
      await Promise.all([main.stop(), imds.stop()]);
    },
  };
}

/** Loaded late: evaluating the certificate library takes as long as making the RSA key, which runs on another thread meanwhile. */
async function createAuthority(): Promise<CertificateAuthority> {
  const { createCertificateAuthority } = await import('./certificate.ts');
  // TLS clients judge certificates by the machine's clock, whatever the clock of the vault says.
  return createCertificateAuthority(certificateNames, Date.now());
}

/** Both listeners and what can be made meanwhile; no listener is left behind when the other one cannot start. */
async function startAll<T>(
  port: number,
  authority: CertificateAuthority,
  doors: EmulatorDoors,
  meanwhile: () => Promise<T>,
): Promise<readonly [LoopbackServer, LoopbackServer, T]> {
  const main = await listenOnLoopback(port, await authority.issue(certificateNames, Date.now()), doors);
  try {
    const [imds, made] = await Promise.all([listenOnLoopback(0, undefined, doors), meanwhile()]);
    return [main, imds, made];
  } catch (error) {
    await main.stop();
    throw error;
  }
}

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
