/** A promise that is fulfilled from outside. */
export function later<T = void>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>(fulfil => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
