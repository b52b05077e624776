/** Excerpts in the form in which each SDK's debug log writes them; values are ours. */
const url = 'https://kv-one.vault.azure.net/secrets/db?api-version=7.5';
const tenant = '11111111-1111-4111-8111-111111111111';
const challenge = `Bearer authorization="https://login.microsoftonline.com/${tenant}", resource="https://vault.azure.net"`;
const token = `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`;
const denied =
  '{"error":{"code":"Forbidden","message":"Caller is not authorized to perform action on resource.\\r\\nAssignment: (not found)","innererror":{"code":"ForbiddenByRbac"}}}';

export const dotnet = `[Informational] Azure-Identity: ClientSecretCredential.GetToken invoked. Scopes: [ https://vault.azure.net/.default ]
[Informational] Azure-Core: Request [a1] GET ${url}
Accept:application/json
x-ms-client-request-id:a1
User-Agent:azsdk-net-Security.KeyVault.Secrets/4.6.0 (.NET 8.0.4)
client assembly: Azure.Security.KeyVault.Secrets
[Warning] Azure-Core: Error response [a1] 401 Unauthorized (00.4s)
Cache-Control:no-cache
WWW-Authenticate:${challenge}
x-ms-keyvault-region:westeurope
Date:Wed, 04 Mar 2026 09:15:02 GMT

[Informational] Azure-Core: Request [b2] POST ${token}
Content-Type:application/x-www-form-urlencoded
client assembly: Azure.Identity
[Informational] Azure-Core: Response [b2] 200 OK (00.1s)
Date:Wed, 04 Mar 2026 09:15:03 GMT

[Informational] Azure-Core: Request [a1] GET ${url}
Accept:application/json
Authorization:REDACTED
client assembly: Azure.Security.KeyVault.Secrets
[Warning] Azure-Core: Error response [a1] 403 Forbidden (00.1s)
x-ms-keyvault-region:westeurope
[Verbose] Azure-Core: Error response content [a1]: ${denied}
Unhandled exception. Azure.RequestFailedException: Service request failed.`;

/** The same through `ILogger`: a level and a source of its own, and indented lines. */
export const dotnetLogger = `info: Azure.Core[1]
      Request [a1] GET ${url}
      Accept:application/json
      client assembly: Azure.Security.KeyVault.Secrets
warn: Azure.Core[8]
      Error response [a1] 401 Unauthorized (00.4s)
      WWW-Authenticate:${challenge}
info: Azure.Core[1]
      Request [a1] GET ${url}
      Authorization:REDACTED
      client assembly: Azure.Security.KeyVault.Secrets
info: Azure.Core[5]
      Response [a1] 200 OK (00.1s)
      x-ms-keyvault-region:westeurope`;

export const java = `2026-03-04 09:15:02.100 [main] INFO  c.a.s.k.s.implementation.SecretClientImpl$SecretClientService.getSecret - {"az.sdk.message":"HTTP request","method":"GET","url":"${url}","tryCount":1,"contentLength":0}
2026-03-04 09:15:02.500 [main] INFO  c.a.s.k.s.implementation.SecretClientImpl$SecretClientService.getSecret - {"az.sdk.message":"HTTP response","statusCode":401,"url":"${url}","durationMs":380,"contentLength":97,"x-ms-keyvault-region":"westeurope","WWW-Authenticate":"REDACTED","body":"{\\"error\\":{\\"code\\":\\"Unauthorized\\",\\"message\\":\\"AKV10000: Request is missing a Bearer or PoP token.\\"}}"}
2026-03-04 09:15:03.000 [main] INFO  com.azure.identity.ClientSecretCredential - Azure Identity => getToken() result for scopes [https://vault.azure.net/.default]: SUCCESS
2026-03-04 09:15:03.100 [main] INFO  c.a.s.k.s.implementation.SecretClientImpl$SecretClientService.getSecret - {"az.sdk.message":"HTTP request","method":"GET","url":"${url}","tryCount":1,"Authorization":"REDACTED","contentLength":0}
2026-03-04 09:15:03.200 [main] INFO  c.a.s.k.s.implementation.SecretClientImpl$SecretClientService.getSecret - {"az.sdk.message":"HTTP response","statusCode":403,"url":"${url}","durationMs":80,"body":${JSON.stringify(denied)}}`;

export const javaArrows = `--> GET ${url}
Try count: 1
Accept: application/json
(empty body)
--> END GET
<-- 401 ${url} (300 ms, 97-byte body)
x-ms-keyvault-region: westeurope
WWW-Authenticate: ${challenge}
Response body:
{"error":{"code":"Unauthorized","message":"AKV10000: Request is missing a Bearer or PoP token."}}
<-- END HTTP
--> GET ${url}
Authorization: REDACTED
--> END GET
<-- 200 ${url} (30 ms, 97-byte body)
x-ms-keyvault-region: westeurope
<-- END HTTP`;

export const js = `azure:keyvault-secrets:info creating client
azure:core-rest-pipeline:info Request: {
  "url": "${url}",
  "headers": {
    "accept": "application/json",
    "user-agent": "azsdk-js-keyvault-secrets/4.8.0",
    "x-ms-client-request-id": "c3"
  },
  "method": "GET",
  "timeout": 0
}
azure:core-rest-pipeline:info Response status code: 401
azure:core-rest-pipeline:info Headers: {
  "x-ms-keyvault-region": "westeurope",
  "www-authenticate": ${JSON.stringify(challenge)}
}
azure:identity:info ClientSecretCredential => getToken() => SUCCESS. Scopes: https://vault.azure.net/.default.
azure:core-rest-pipeline:info Request: {
  "url": "${url}",
  "headers": {
    "authorization": "REDACTED",
    "user-agent": "azsdk-js-keyvault-secrets/4.8.0",
    "x-ms-client-request-id": "c3"
  },
  "method": "GET"
}
azure:core-rest-pipeline:info Response status code: 403
azure:core-rest-pipeline:info Headers: {
  "x-ms-keyvault-region": "westeurope"
}
RestError: Caller is not authorized to perform action on resource.
  code: 'Forbidden', innererror: { code: 'ForbiddenByRbac' }`;

export const python = `INFO:azure.core.pipeline.policies.http_logging_policy:Request URL: '${url}'
Request method: 'GET'
Request headers:
    'Accept': 'application/json'
    'User-Agent': 'azsdk-python-keyvault-secrets/4.8.0 Python/3.11.4'
No body was attached to the request
INFO:azure.core.pipeline.policies.http_logging_policy:Response status: 401
Response headers:
    'Cache-Control': 'no-cache'
    'WWW-Authenticate': 'REDACTED'
    'x-ms-keyvault-region': 'westeurope'
INFO:azure.core.pipeline.policies.http_logging_policy:Request URL: '${token}'
Request method: 'POST'
Request headers:
    'Accept': 'application/json'
A body is sent with the request
INFO:azure.core.pipeline.policies.http_logging_policy:Response status: 200
Response headers:
    'Content-Type': 'application/json; charset=utf-8'
INFO:azure.identity._internal.get_token_mixin:ClientSecretCredential.get_token succeeded
INFO:azure.core.pipeline.policies.http_logging_policy:Request URL: '${url}'
Request method: 'GET'
Request headers:
    'Authorization': 'REDACTED'
    'User-Agent': 'azsdk-python-keyvault-secrets/4.8.0 Python/3.11.4'
No body was attached to the request
INFO:azure.core.pipeline.policies.http_logging_policy:Response status: 403
Response headers:
    'x-ms-keyvault-region': 'westeurope'
Traceback (most recent call last):
azure.core.exceptions.HttpResponseError: (Forbidden) Caller is not authorized to perform action on resource.
Assignment: (not found)
Inner error: { "code": "ForbiddenByRbac" }`;

export const az = `cli.knack.cli: Command arguments: ['keyvault', 'secret', 'show', '--name', 'db', '--vault-name', 'kv-one', '--debug']
cli.azure.cli.core.sdk.policies: Request URL: '${url}'
cli.azure.cli.core.sdk.policies: Request method: 'GET'
cli.azure.cli.core.sdk.policies: Request headers:
cli.azure.cli.core.sdk.policies:     'Accept': 'application/json'
cli.azure.cli.core.sdk.policies:     'User-Agent': 'AZURECLI/2.78.0 azsdk-python-keyvault-secrets/4.7.0'
cli.azure.cli.core.sdk.policies: Request body:
cli.azure.cli.core.sdk.policies: This request has no body
urllib3.connectionpool: Starting new HTTPS connection (1): kv-one.vault.azure.net:443
urllib3.connectionpool: https://kv-one.vault.azure.net:443 "GET /secrets/db?api-version=7.5 HTTP/1.1" 401 97
cli.azure.cli.core.sdk.policies: Response status: 401
cli.azure.cli.core.sdk.policies: Response headers:
cli.azure.cli.core.sdk.policies:     'WWW-Authenticate': '${challenge}'
cli.azure.cli.core.sdk.policies:     'x-ms-keyvault-region': 'westeurope'
cli.azure.cli.core.sdk.policies: Response content:
cli.azure.cli.core.sdk.policies: {"error":{"code":"Unauthorized","message":"AKV10000: Request is missing a Bearer or PoP token."}}
urllib3.connectionpool: Starting new HTTPS connection (1): login.microsoftonline.com:443
urllib3.connectionpool: https://login.microsoftonline.com:443 "POST /${tenant}/oauth2/v2.0/token HTTP/1.1" 200 1500
cli.azure.cli.core.sdk.policies: Request URL: '${url}'
cli.azure.cli.core.sdk.policies: Request method: 'GET'
cli.azure.cli.core.sdk.policies: Request headers:
cli.azure.cli.core.sdk.policies:     'Authorization': '*****'
cli.azure.cli.core.sdk.policies:     'User-Agent': 'AZURECLI/2.78.0 azsdk-python-keyvault-secrets/4.7.0'
cli.azure.cli.core.sdk.policies: Request body:
cli.azure.cli.core.sdk.policies: This request has no body
urllib3.connectionpool: https://kv-one.vault.azure.net:443 "GET /secrets/db?api-version=7.5 HTTP/1.1" 403 400
cli.azure.cli.core.sdk.policies: Response status: 403
cli.azure.cli.core.sdk.policies: Response headers:
cli.azure.cli.core.sdk.policies:     'x-ms-keyvault-region': 'westeurope'
cli.azure.cli.core.sdk.policies: Response content:
cli.azure.cli.core.sdk.policies: ${denied}
cli.azure.cli.core.azclierror: Caller is not authorized to perform action on resource.`;

export const go = `[Mar  4 09:15:02.100000] Request: ==> OUTGOING REQUEST (Try=1)
   GET ${url}
   Accept: application/json
   User-Agent: azsdk-go-azsecrets/v1.1.0 (go1.22; linux)
   Request contained no body

[Mar  4 09:15:02.400000] Response: ==> REQUEST/RESPONSE (Try=1/300ms, OpTime=300ms) -- RESPONSE RECEIVED
   GET ${url}
   Accept: application/json
   User-Agent: azsdk-go-azsecrets/v1.1.0 (go1.22; linux)
   --------------------------------------------------------------------------------
   RESPONSE Status: 401 Unauthorized
   Www-Authenticate: REDACTED
   X-Ms-Keyvault-Region: westeurope
   {"error":{"code":"Unauthorized","message":"AKV10000: Request is missing a Bearer or PoP token."}}

[Mar  4 09:15:02.500000] Authentication: ClientSecretCredential.GetToken() acquired a token for scope "https://vault.azure.net/.default"
[Mar  4 09:15:02.600000] Request: ==> OUTGOING REQUEST (Try=1)
   GET ${url}
   Authorization: REDACTED
   User-Agent: azsdk-go-azsecrets/v1.1.0 (go1.22; linux)
   Request contained no body

[Mar  4 09:15:02.700000] Response: ==> REQUEST/RESPONSE (Try=1/100ms, OpTime=600ms) -- RESPONSE RECEIVED
   GET ${url}
   Authorization: REDACTED
   User-Agent: azsdk-go-azsecrets/v1.1.0 (go1.22; linux)
   --------------------------------------------------------------------------------
   RESPONSE Status: 403 Forbidden
   X-Ms-Keyvault-Region: westeurope
   ${denied}
`;

export const goBroken = `[Mar  4 09:15:02.100000] Request: ==> OUTGOING REQUEST (Try=1)
   GET ${url}
   User-Agent: azsdk-go-azsecrets/v1.1.0 (go1.22; linux)
   Request contained no body

[Mar  4 09:15:02.400000] Response: ==> REQUEST/RESPONSE (Try=1/300ms, OpTime=300ms) -- REQUEST ERROR
   GET ${url}
   User-Agent: azsdk-go-azsecrets/v1.1.0 (go1.22; linux)
   --------------------------------------------------------------------------------
   ERROR:
   Get "${url}": dial tcp: lookup kv-one.vault.azure.net: no such host
`;

/** The client got its challenge, and the credential then failed in the library alone. */
export const secretExpired = `${js.slice(0, js.indexOf('azure:identity'))}azure:identity:error ClientSecretCredential => ERROR. invalid_client: AADSTS7000222: The provided client secret keys for app are expired.
AuthenticationError: invalid_client Error(s): 7000222`;
