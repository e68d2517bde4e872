// A browser for the sandbox's sign-in pages.
import assert from 'node:assert/strict';
import http from 'node:http';

/**
 * Opens an address, chooses who to be, and presses a button. Follows the answer to where it leads.
 * @param {string} url
 * @param {{ user?: string, decision?: 'approve' | 'deny' }} [choice]
 * @returns {Promise<{ url: string, status: number | undefined, text: string }>} the last page
 */
export async function answerPage(url, { user, decision = 'approve' } = {}) {
  const page = await navigate(url);
  assert.equal(page.status, 200, page.text);
  const action = unescapeHtml(/<form[^>]* action="([^"]*)"/.exec(page.text)?.[1] ?? '');
  const fields = new URLSearchParams(
    [...page.text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [
      unescapeHtml(name),
      unescapeHtml(value),
    ]),
  );
  if (user) {
    fields.set('user', user);
  }
  fields.set('decision', decision);
  let answer = await navigate(new URL(action, url).href, fields.toString());
  while (answer.location) {
    answer = await navigate(new URL(answer.location, answer.url).href);
  }
  return answer;
}

/** The text that a page shows for the user to bring back. */
export const shownText = (html) => unescapeHtml(/<span class="code">([A-Za-z0-9+/=]+)</.exec(html)?.[1] ?? '');

/** Loads a page as browsers do. `fetch` would say that a script asks. */
async function navigate(url, form) {
  const headers = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
  const request = http.request(url, { method: form === undefined ? 'GET' : 'POST', headers });
  const response = await new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
    request.end(form);
  });
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) {
    text += chunk;
  }
  return { url, status: response.statusCode, text, location: response.headers.location };
}

function unescapeHtml(text) {
  const names = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" };
  return text.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (_, name) => names[name]);
}
