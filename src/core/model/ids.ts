declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** Names one exchange inside its trace: 0, 1, 2 … in the order in which the calls started. */
export type ExchangeId = Branded<number, 'ExchangeId'>;
/** Names one Send for as long as this process lives. */
export type RunId = Branded<string, 'RunId'>;

export const exchangeId = (index: number): ExchangeId => index as ExchangeId;
export const runId = (text: string): RunId => text as RunId;
