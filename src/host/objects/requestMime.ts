/** Blocks of a request file in a drag; editors of other languages do not know it, ours inserts them whole. */
export const requestMime = 'application/vnd.kvhttp.requests';
