import { createRequire } from 'node:module';
import type { CommandHandler } from '../commands.ts';
import { type FeatureBundle, type FeatureCommands, type FeatureParts, type Features, featureCommands } from './features.ts';

/** Loads the bundle with the views when somebody first needs it, and keeps it until the window closes. */
export class FeaturesHolder {
  readonly #bundle: string;
  readonly #parts: () => FeatureParts;
  #features: Features | undefined;

  /** @param bundle absolute path of `features.js` */
  constructor(bundle: string, parts: () => FeatureParts) {
    this.#bundle = bundle;
    this.#parts = parts;
  }

  /** The features where they were used already. */
  get existing(): Features | undefined {
    return this.#features;
  }

  get(): Features {
    this.#features ??= this.#load().createFeatures(this.#parts());
    return this.#features;
  }

  /** Handlers that load the features when they run. */
  commands(): FeatureCommands {
    const late = featureCommands.map((id): [string, CommandHandler] => [id, (...args) => this.get().commands[id](...args)]);
    return Object.fromEntries(late) as unknown as FeatureCommands;
  }

  #load(): FeatureBundle {
    // As a child of that very file: the editor gives `vscode` to modules by the place of the one that asks.
    return createRequire(this.#bundle)(this.#bundle) as FeatureBundle;
  }

  dispose(): void {
    this.#features?.dispose();
    this.#features = undefined;
  }
}
