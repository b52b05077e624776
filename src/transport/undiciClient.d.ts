// The dispatcher file alone: its bundle is half of the whole package's, and it leaves the global dispatcher slot untouched.
declare module 'undici/lib/dispatcher/client.js' {
  import type { Client } from 'undici';

  const client: typeof Client;
  export default client;
}
