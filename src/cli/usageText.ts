/** What `kvhttp help` prints of each command, in the order of the help. */
const commandUsage: ReadonlyMap<string, string> = new Map([
  [
    'send',
    `  kvhttp send FILE [--name N | --line L | --all] [--flow sdk|rest|anonymous]
         [--env E] [--embedded] [--vault NAME=URL] [--credential NAME=KIND] [--ca FILE]
         [--connect-to HOST=ADDRESS:PORT] [--client-cert HOST=FILE] [--json] [--junit OUT] [--sarif OUT] [--har OUT] [--reveal]
      Sends a request of a .kvhttp file and shows its timeline, answer, token and findings.
      --embedded starts the embedded vault for the run, as the vault 'sample'.
      --env takes variables from http-client.env.json (and its private and .user forms) beside the file or above it.
      --junit and --sarif write reports of assertions and findings.
      Client secrets come from KVHTTP_SECRET_<NAME> or are asked for; ids and files of a credential come from AZURE_CLIENT_ID,
      AZURE_TENANT_ID, AZURE_AUTHORITY_HOST, AZURE_CLIENT_CERTIFICATE_PATH and AZURE_FEDERATED_TOKEN_FILE.
      --client-cert shows a certificate (PEM or PKCS#12) to a host that asks for one; its password comes from
      KVHTTP_CERTIFICATE_PASSWORD or is asked for.`,
  ],
  [
    'explain',
    `  kvhttp explain FILE|- [--json]
      Names the cause in a HAR, a Fiddler archive (.saz), a saved trace (send --json), a debug log of an
      Azure SDK or of az --debug, a bare error text, or a JSON observation. Nothing is sent.`,
  ],
  [
    'check',
    `  kvhttp check FILE... [--env E] [--vault NAME=URL] [--json]
      Prints what the editor would mark in request files. Nothing is sent.`,
  ],
  [
    'format',
    `  kvhttp format FILE... [--check]
      Formats request files; what they mean stays the same. --check only names those that are not formatted.`,
  ],
  [
    'audit',
    `  kvhttp audit FILE… [--json] [--kql]
      Tells the 401s of Key Vault audit logs apart: handshakes, renewals, and those that somebody must look at.
      --kql prints the query that finds the latter in Log Analytics.`,
  ],
  [
    'token',
    `  kvhttp token [JWT|-] [--vault URL] [--jwks FILE] [--json]
      Decodes and judges an access token, its signature too where --jwks gives the issuer's keys. Nothing is sent.`,
  ],
  [
    'emulator',
    `  kvhttp emulator [--port P] [--ca-out FILE] [--scenario S] [--fault [token:]F] [--clock SECONDS]
         [--snapshot FILE] [--credentials-out FOLDER] [--arc-folder FOLDER] [--approve-device-codes] [--json]
      Starts the embedded vault and stays; lines on standard input change it while it runs.
      --snapshot starts with the secrets of that file, if it is there, and writes them to it at the end.`,
  ],
  [
    'matrix',
    `  kvhttp matrix --embedded [--json]
      Sends one request against every wrong token, missing right and refusal on the way; a table of the causes.`,
  ],
  [
    'lab',
    `  kvhttp lab [--claim NAME=VALUE]… [--without NAME]… [--header NAME=VALUE]… [--signature valid|broken|none]
         [--path P] [--json]
      Changes a good token of the embedded vault, signs it again, sends it, and tells which rule fires.
      Times may be relative: --claim exp=-10. Possible with the embedded vault alone.`,
  ],
]);

const exitCodeText = 'Exit codes: 0 as it should be, 1 not, 2 wrong usage or unreadable input, 3 nothing was sent or the network failed.';

export const usageText = `${[
  'kvhttp: why did Azure Key Vault answer this request the way it did?',
  ...commandUsage.values(),
  exitCodeText,
].join('\n\n')}\n`;

/** The part of one command; undefined for a name that is no command. */
export function usageOf(command: string): string | undefined {
  const usage = commandUsage.get(command);
  return usage === undefined ? undefined : `${usage}\n\n${exitCodeText}\n`;
}
