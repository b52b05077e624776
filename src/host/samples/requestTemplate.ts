/** What a new request file starts with; `vault` is the name of a configured vault or the embedded one. */
export function requestTemplate(vault: string): string {
  return `@secret = my-secret

### Read a secret the way an SDK does: 401, token, 200
# @name readSecret
# @vault ${vault}
GET /secrets/{{secret}}?api-version=7.6
?? status == 200

### List the secrets: names and attributes, no values
# @name listSecrets
# @vault ${vault}
GET /secrets?api-version=7.6&maxresults=25
`;
}
