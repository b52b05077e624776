/** What `decodeToken` says of a token’s form. */
export const tokenSentences: readonly string[] = [
  'The token has {0} characters; more than {1} are not decoded.',
  'This is not a JSON Web Token (three parts with dots between): the token is opaque, nothing in it can be read.',
  'The token is encrypted (JWE): only its header can be read.',
  'The {0} is not base64url.',
  'The {0} is not UTF-8 text.',
  'The {0} nests deeper than {1} levels and is not read.',
  'The {0} is not a JSON object.',
  '"{0}" stands twice in the {1}; readers may disagree on which one counts.',
  'The token is unsigned (alg "none").',
  'The algorithm {0} is unusual: Entra ID signs with RS256.',
  'The signature is missing or was cut off.',
  'The signature is not base64url.',
];
