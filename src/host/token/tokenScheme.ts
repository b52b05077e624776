/** Scheme of the documents that show decoded tokens. */
export const tokenScheme = 'kvhttp-token';
