import type { Engine, EngineSettings } from '../protocol/engine.ts';

export type WarmEngine = Engine & { warm(): void };

/** The engine of this window: made when it is first needed, told the settings then and on each change. */
export class EngineHolder {
  readonly #create: () => WarmEngine;
  readonly #settings: () => EngineSettings;
  #engine: WarmEngine | undefined;

  constructor(create: () => WarmEngine, settings: () => EngineSettings) {
    this.#create = create;
    this.#settings = settings;
  }

  /** The engine where there is one already: looking at caches must not start it. */
  get existing(): Engine | undefined {
    return this.#engine;
  }

  get(): WarmEngine {
    if (this.#engine === undefined) {
      this.#engine = this.#create();
      this.#engine.configure(this.#settings());
    }
    return this.#engine;
  }

  /** Settings, trust or the embedded vault have changed. */
  reconfigure(): void {
    this.#engine?.configure(this.#settings());
  }

  async dispose(): Promise<void> {
    const engine = this.#engine;
    this.#engine = undefined;
    await engine?.dispose();
  }
}
