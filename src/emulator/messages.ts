import type { EmbeddedVaultInfo, EmbeddedVaultOptions, ScenarioName } from '../core/model/embeddedVault.ts';

/** What the worker is given at its start, as `workerData`. */
export type WorkerOptions = EmbeddedVaultOptions;

export type ToWorker = { readonly type: 'set-scenario'; readonly scenario: ScenarioName } | { readonly type: 'stop' };

/** `code` is that of the system (`EADDRINUSE`), where it has one. */
export type FromWorker =
  | { readonly type: 'started'; readonly info: EmbeddedVaultInfo }
  | { readonly type: 'failed'; readonly message: string; readonly code: string | null }
  | { readonly type: 'stopped' };
