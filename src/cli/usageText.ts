export const usageText = `kvhttp: why did Azure Key Vault answer this request the way it did?

  kvhttp send FILE [--name N | --line L | --all] [--flow sdk|rest|anonymous]
         [--embedded] [--vault NAME=URL] [--credential NAME=KIND] [--ca FILE]
         [--connect-to HOST=ADDRESS:PORT] [--json] [--har OUT] [--reveal]
      Sends a request of a .kvhttp file and shows its timeline, answer, token and findings.
      --embedded starts the embedded vault for the run, as the vault 'sample'.
      Client secrets come from KVHTTP_SECRET_<NAME> or are asked for.

  kvhttp token [JWT|-] [--vault URL] [--json]
      Decodes and judges an access token. Nothing is sent.

  kvhttp emulator [--port P] [--ca-out FILE] [--scenario S] [--json]
      Starts the embedded vault and stays.

Exit codes: 0 as it should be, 1 not, 2 wrong usage or unreadable input, 3 nothing was sent or the network failed.
`;
