import http from 'node:http';

/**
 * Sends a request as it stands: `fetch` would add headers of a page, and follow redirects.
 * @returns {Promise<{ status: number, location?: string, body: string }>}
 */
export function send(url, { method = 'GET', headers = {}, body = '' } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers, agent: false }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          location: response.headers.location,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    request.once('error', reject);
    request.end(body);
  });
}

/** What a person does on a page of the sandbox: approves or denies. Resolves to where the page leads. */
export async function decide(url, decision = 'approve') {
  const { status, location } = await send(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: `decision=${decision}`,
  });
  return { status, location };
}
