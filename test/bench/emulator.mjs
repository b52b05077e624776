// @ts-check
// npm run bench:emulator: authenticated gets of a secret at the embedded vault beside a bare node:https server, in turns; start-up; memory over
// 100,000 requests. A rate is per second of the server's own processor time: what else the machine does then matters little. Exit code 1 where a figure is missed.
import 'reflect-metadata';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';
import * as x509 from '@peculiar/x509';

const rounds = 5;
const perRound = 6000;
const connections = 8;
const memoryRequests = 100_000;

/** @param {string} kind */
function start(kind) {
  const child = fork(fileURLToPath(new URL('emulatorServer.mjs', import.meta.url)), [
    kind,
    fileURLToPath(new URL('../../dist/emulator.js', import.meta.url)),
  ]);
  child.once('exit', code => {
    if (code !== null && code !== 0) throw new Error(`the server of the bench ended with ${code}`);
  });
  return child;
}

/** @typedef {{ readonly perCpuSecond: number, readonly perSecond: number }} Figure */
/** @typedef {{ readonly host: string, readonly port: number, readonly ca: string, readonly request: string }} Target */

/**
 * Sends one request after the other on one connection: each is answered before the next is sent.
 * @param {Target} target
 * @param {() => boolean} more
 * @param {(answer: string) => void} [show]
 */
async function sendOnOne({ host, port, ca, request }, more, show) {
  const socket = connect({ host: '127.0.0.1', port, servername: host, ca });
  await once(socket, 'secureConnect');
  await new Promise((resolve, reject) => {
    let answer = '';
    const next = () => (more() ? socket.write(request) : socket.end(() => resolve(undefined)));
    socket.setEncoding('latin1').on('data', chunk => {
      answer += chunk;
      const head = answer.indexOf('\r\n\r\n');
      if (head === -1) return;
      const length = Number(/content-length: (\d+)/i.exec(answer)?.[1]);
      if (answer.length < head + 4 + length) return;
      if (!answer.startsWith('HTTP/1.1 200')) reject(new Error(answer.slice(0, 300)));
      show?.(answer);
      answer = '';
      next();
    });
    socket.on('error', reject);
    next();
  });
}

/**
 * @param {Target} target
 * @param {number} count
 */
async function send(target, count) {
  let left = count;
  const more = () => left-- > 0;
  await Promise.all(Array.from({ length: connections }, () => sendOnOne(target, more)));
}

/** @param {import('node:child_process').ChildProcess} child */
async function usageOf(child) {
  child.send({ type: 'usage' });
  const [{ cpu, rss }] = await once(child, 'message');
  return { seconds: (cpu.user + cpu.system) / 1e6, rss: rss / 1024 / 1024 };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {Target} target
 */
async function measure(child, target) {
  const before = await usageOf(child);
  const started = performance.now();
  await send(target, perRound);
  const wall = (performance.now() - started) / 1000;
  const after = await usageOf(child);
  return { perCpuSecond: perRound / (after.seconds - before.seconds), perSecond: perRound / wall };
}

async function bareCertificate() {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const san = new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }]);
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=localhost',
    keys,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [san],
  });
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return { key: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`, cert: cert.toString('pem') };
}

const median = (/** @type {readonly number[]} */ numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

async function main() {
  const vault = start('vault');
  const [info] = await once(vault, 'message');
  const host = 'kvhttp--sample.vault.azure.net';
  const request = `GET /secrets/db-password?api-version=7.6 HTTP/1.1\r\nHost: ${host}\r\nAccept: application/json\r\nAuthorization: Bearer ${info.token}\r\n\r\n`;
  const vaultTarget = { host, port: info.port, ca: info.ca, request };

  let sample = '';
  let asked = 0;
  await sendOnOne(
    vaultTarget,
    () => asked++ === 0,
    answer => {
      sample = answer;
    },
  );
  const [head = '', body = ''] = sample.split('\r\n\r\n');
  const headers = Object.fromEntries(
    head
      .split('\r\n')
      .slice(1)
      .map(line => line.split(/: (.*)/s).slice(0, 2)),
  );
  const bare = start('bare');
  const certificate = await bareCertificate();
  bare.send({ type: 'serve', ...certificate, headers, body });
  const [{ port }] = await once(bare, 'message');
  const bareTarget = { host: 'localhost', port, ca: certificate.cert, request: request.replace(host, `localhost:${port}`) };

  for (const target of [vaultTarget, bareTarget]) await send(target, 3000);
  /** @type {Record<'vault' | 'bare', Figure[]>} */
  const figures = { vault: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    figures.vault.push(await measure(vault, vaultTarget));
    figures.bare.push(await measure(bare, bareTarget));
  }
  const rate = (/** @type {Figure[]} */ list) => Math.round(median(list.map(({ perCpuSecond }) => perCpuSecond)));
  const wall = (/** @type {Figure[]} */ list) => Math.round(median(list.map(({ perSecond }) => perSecond)));
  console.log(`authenticated gets a second of one core   ${rate(figures.vault)}   (wanted >= 2000; by the clock ${wall(figures.vault)})`);
  console.log(`bare node:https, same answer              ${rate(figures.bare)}   (by the clock ${wall(figures.bare)})`);

  const sizes = [];
  for (let done = 0; done < memoryRequests; done += 20_000) {
    await send(vaultTarget, 20_000);
    sizes.push((await usageOf(vault)).rss);
  }
  const growth = (sizes.at(-1) ?? 0) - (sizes[0] ?? 0);
  console.log(`resident memory after each 20,000 of ${memoryRequests}: ${sizes.map(size => size.toFixed(0)).join(', ')} MiB`);
  const of = (/** @type {'ms' | 'cpuMs'} */ key) =>
    median(info.starts.map((/** @type {Record<string, number>} */ start) => start[key])).toFixed(0);
  console.log(
    `start-up in a worker, median of ${info.starts.length}: ${of('ms')} ms by the clock (wanted < 300 on an idle machine), ${of('cpuMs')} ms of processor time`,
  );
  vault.kill();
  bare.kill();
  process.exitCode = rate(figures.vault) >= 2000 && growth < 24 ? 0 : 1;
}

await main();
