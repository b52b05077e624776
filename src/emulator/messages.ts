import type { EmbeddedVaultControl, EmbeddedVaultInfo, EmbeddedVaultOptions, ScenarioName } from '../core/model/embeddedVault.ts';

/** What the worker is given at its start, as `workerData`. */
export type WorkerOptions = EmbeddedVaultOptions;

/** One method of the control with its arguments. */
export type ControlCall = {
  readonly [K in keyof EmbeddedVaultControl]: { readonly method: K; readonly args: Parameters<EmbeddedVaultControl[K]> };
}[keyof EmbeddedVaultControl];

export type ToWorker =
  | { readonly type: 'set-scenario'; readonly scenario: ScenarioName }
  | { readonly type: 'control'; readonly id: number; readonly call: ControlCall }
  | { readonly type: 'stop' };

/** `code` is that of the system (`EADDRINUSE`), where it has one. */
export type FromWorker =
  | { readonly type: 'started'; readonly info: EmbeddedVaultInfo }
  | { readonly type: 'failed'; readonly message: string; readonly code: string | null }
  | { readonly type: 'control-done'; readonly id: number; readonly value: unknown }
  | { readonly type: 'control-failed'; readonly id: number; readonly message: string }
  | { readonly type: 'stopped' };
