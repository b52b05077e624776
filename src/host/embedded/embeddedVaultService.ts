import type {
  ControlledVault,
  EmbeddedVault,
  EmbeddedVaultControl,
  EmbeddedVaultInfo,
  EmbeddedVaultOptions,
  ScenarioName,
} from '../../core/model/embeddedVault.ts';
import type { EmbeddedState } from '../vaults/vaultTree.ts';

type StartedVault = EmbeddedVault & Partial<Pick<ControlledVault, 'control'>>;
type StartVault = (options: EmbeddedVaultOptions) => Promise<StartedVault>;

/**
 * The embedded vault of this window: at most one, started on demand, stopped with the window. `onChange` hears of every change of state;
 * after it, `info` is what the engine needs to reach it.
 */
export class EmbeddedVaultService {
  readonly #startVault: StartVault;
  readonly #onChange: (state: EmbeddedState) => void;
  #vault: StartedVault | undefined;
  #starting: Promise<EmbeddedVaultInfo> | undefined;

  constructor(startVault: StartVault, onChange: (state: EmbeddedState) => void) {
    this.#startVault = startVault;
    this.#onChange = onChange;
  }

  get state(): EmbeddedState {
    if (this.#vault !== undefined) return 'running';
    return this.#starting === undefined ? 'stopped' : 'starting';
  }

  get info(): EmbeddedVaultInfo | null {
    return this.#vault?.info ?? null;
  }

  /** The switches of the running vault. */
  get control(): EmbeddedVaultControl | undefined {
    return this.#vault?.control;
  }

  /**
   * The running vault's facts; starts it if need be. Callers that come while it starts wait for the same start. A scenario that is
   * given is played from then on; otherwise things stay as they are.
   */
  async start(scenario?: ScenarioName): Promise<EmbeddedVaultInfo> {
    if (this.#vault === undefined) this.#starting ??= this.#begin(scenario ?? 'normal');
    const info = await (this.#starting ?? this.#vault?.info);
    if (info === undefined) throw new Error('the embedded vault neither runs nor starts');
    if (scenario !== undefined) this.#vault?.setScenario(scenario);
    return info;
  }

  /** Closes its socket; waits for a start that is under way. Starting again makes new keys and new fake secrets. */
  async stop(): Promise<void> {
    // Its starter hears of a failed start; then there is nothing to stop.
    await this.#starting?.catch(() => undefined);
    const vault = this.#vault;
    this.#vault = undefined;
    if (vault === undefined) return;
    this.#onChange('stopped');
    await vault.stop();
  }

  async #begin(scenario: ScenarioName): Promise<EmbeddedVaultInfo> {
    this.#onChange('starting');
    try {
      const vault = await this.#startVault({ port: 0, scenario });
      this.#vault = vault;
      return vault.info;
    } finally {
      this.#starting = undefined;
      this.#onChange(this.state);
    }
  }
}
