import type { Answer } from '../http/answer.ts';

const html = `<!DOCTYPE html>
<html><head><title>Sign in to the network</title></head>
<body><h1>Web gateway</h1><p>Sign in to reach this site.</p>
<form action="/gateway/login"><input name="user"><button>Continue</button></form></body></html>
`;

/** What a gateway between client and service answers in its place: 200, HTML, and none of the service's headers. */
export const proxyPage: Answer = {
  status: 200,
  headers: [
    ['Server', 'sample-web-gateway'],
    ['Cache-Control', 'no-store'],
    ['Content-Type', 'text/html; charset=utf-8'],
  ],
  body: html,
};
