import http from 'node:http';

/**
 * A proxy before the sandbox's STS that remembers the secrets of its answers, so that a test can look for everything
 * that was handed out.
 * @param {import('../../../scripts/lib/main.mjs').Scope} scope
 * @param {string} endpoint
 * @returns {Promise<{ endpoint: string, secrets: Record<string, string> }>} `secrets` by the names that a failure shows
 */
export async function startWitness(scope, endpoint) {
  /** @type {Record<string, string>} */
  const secrets = {};
  const server = http.createServer((request, response) => {
    const { method, headers, url } = request;
    const forwarded = http.request(new URL(url, endpoint), { method, headers }, (answer) => {
      const pieces = [];
      answer.on('data', (bytes) => pieces.push(bytes));
      answer.once('end', () => {
        const body = Buffer.concat(pieces);
        remember(body.toString());
        response.writeHead(answer.statusCode, answer.headers);
        response.end(body);
      });
    });
    forwarded.once('error', () => response.destroy());
    request.pipe(forwarded);
  });
  const remember = (body) => {
    for (const [, name, value] of body.matchAll(/<(SecretAccessKey|SessionToken)>([^<]+)</g)) {
      secrets[`${name} ${Object.keys(secrets).length} of STS`] = value;
    }
  };
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  scope.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  return { endpoint: `http://127.0.0.1:${server.address().port}`, secrets };
}
