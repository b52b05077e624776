export type SettingKey =
  | 'vaults'
  | 'credentials'
  | 'environments'
  | 'proxy'
  | 'timeout'
  | 'allowedHosts'
  | 'connectTo'
  | 'clientCertificates'
  | 'signingKeys';

/** A setting that could not be used as it stands: the entry is left out, the rest is used. */
export interface SettingProblem {
  readonly setting: SettingKey;
  /** Name of the entry, or its place in the list from 1; null for the whole setting. */
  readonly entry: string | null;
  readonly message: string;
}

export type Report = (setting: SettingKey, entry: string | null, message: string) => void;
