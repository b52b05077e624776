import type { EmbeddedVaultInfo } from '../../core/model/embeddedVault.ts';
import { embeddedSetup } from '../../core/run/embeddedSetup.ts';
import type { EngineSettings } from '../../protocol/engine.ts';
import type { UserSettings } from './readSettings.ts';

export interface EngineSurroundings {
  readonly trusted: boolean;
  readonly proxy: EngineSettings['proxy'];
  /** `http.systemCertificates` of the editor. */
  readonly systemCertificates: boolean;
  readonly embedded: EmbeddedVaultInfo | null;
}

/** What the engine is told: the user's settings, and the embedded vault's own vault and credentials while it runs. */
export function engineSettings(user: UserSettings, { trusted, proxy, systemCertificates, embedded }: EngineSurroundings): EngineSettings {
  const setup = embedded === null ? null : embeddedSetup(embedded);
  const ours = new Set(setup?.credentials.map(credential => credential.name));
  const chain = user.credentials.some(credential => credential.name === 'default') ? [] : [{ name: 'default', kind: 'default' as const }];
  return {
    trusted,
    vaults: [...user.vaults, ...(setup === null ? [] : [setup.vault])],
    credentials: [...user.credentials.filter(credential => !ours.has(credential.name)), ...chain, ...(setup?.credentials ?? [])],
    timeoutMs: user.timeoutMs,
    allowedHosts: user.allowedHosts,
    connectTo: user.connectTo,
    clientCertificates: user.clientCertificates,
    // The worker adds the certificates of the system by itself: reading them takes too long for the thread that all extensions share.
    certificates: [],
    systemCertificates,
    proxy,
    embedded,
    signingKeysFile: user.signingKeysFile,
  };
}
