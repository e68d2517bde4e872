#!/usr/bin/env node
// A browser for tests, which is started with an address as its last argument: it writes down what it was given, follows
// redirects as a browser does, and writes down what it saw. What it reads and writes is in its own folder.
import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const folder = path.dirname(process.argv[1]);
const environment = Object.keys(process.env).filter((name) => /^(AWS|ROLEASSIST)_/.test(name));
writeFileSync(path.join(folder, 'started.json'), JSON.stringify({ args: process.argv.slice(2), environment }));

// Not fetch, whose requests say that a script sends them.
const navigation = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document', 'Upgrade-Insecure-Requests': '1' };
const visit = (url, cookie) =>
  new Promise((resolve, reject) => {
    const headers = { ...navigation, ...(cookie && { Cookie: cookie }) };
    http
      .get(url, { headers, agent: false }, (response) => {
        let page = '';
        response.setEncoding('utf8').on('data', (text) => (page += text));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, page }));
      })
      .on('error', reject);
  });

const visited = [];
let [cookie, page] = ['', ''];
for (let next = new URL(process.argv.at(-1)); next;) {
  const { status, headers, ...answer } = await visit(next, cookie);
  visited.push({ url: next.href, status, headers });
  cookie = headers['set-cookie']?.[0].split(';')[0] ?? cookie;
  page = answer.page;
  next = headers.location && new URL(headers.location, next);
}
// Long enough for the test to see its argument list.
await wait(Number(readFileSync(path.join(folder, 'milliseconds'), 'utf8')));
writeFileSync(path.join(folder, 'visited.json'), JSON.stringify({ visited, page }));
