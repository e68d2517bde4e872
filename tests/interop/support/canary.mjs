import { readdirSync, readFileSync } from 'node:fs';
import { setInterval } from 'node:timers';

/** How JSON and URLs may write the characters of a secret that are neither letters nor digits. */
const escapes = {
  '+': String.raw`(\+|\\u002B|%2B)`,
  '/': String.raw`(\\?/|\\u002F|%2F)`,
  '=': String.raw`(=|\\u003D|%3D)`,
};

/**
 * The names of the secrets that a text holds, as they are, escaped, or in base 64. A number, as an MFA code is one,
 * counts only when it stands alone.
 * @param {string} text
 * @param {Record<string, string>} secrets
 */
export function secretsIn(text, secrets) {
  return Object.keys(secrets).filter((name) => patternOf(secrets[name]).test(text));
}

function patternOf(secret) {
  if (/^\d+$/.test(secret)) {
    return new RegExp(`(?<!\\d)${secret}(?!\\d)`);
  }
  const anyForm = (text) => text.replaceAll(/\W/g, (character) => escapes[character] ?? `\\${character}`);
  return new RegExp(`${anyForm(secret)}|${anyForm(Buffer.from(secret).toString('base64'))}`, 'i');
}

/** Reads the command lines of all processes again and again, from now until `stop`, which tells what was there. */
export function watchCommandLines() {
  const seen = new Set();
  const look = () => {
    for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
      try {
        seen.add(readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '));
      } catch {
        // It has ended meanwhile.
      }
    }
  };
  // Watching alone must not keep a test alive that has failed.
  const timer = setInterval(look, 20).unref();
  return {
    stop() {
      look();
      clearInterval(timer);
      return [...seen].join('\n');
    },
  };
}
