import type { Call } from '../case.ts';

/** The ways in which runtimes say that a name does not exist. */
export const isUnknownName = (call: Call): boolean =>
  call.codes.has('ENOTFOUND') ||
  /no such host|name or service not known|name does not resolve|could not (?:resolve host|be resolved)|nodename nor servname|UnknownHostException|No such host is known|NameResolutionError/i.test(
    call.message,
  );
