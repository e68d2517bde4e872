import { readdirSync, readFileSync } from 'node:fs';
import { setInterval } from 'node:timers';

/** The escapes by which JSON and URLs may represent the non-alphanumeric characters of a secret. */
const escapes = {
  '+': String.raw`(\+|\\u002B|%2B)`,
  '/': String.raw`(\\?/|\\u002F|%2F)`,
  '=': String.raw`(=|\\u003D|%3D)`,
};

/**
 * Finds secrets in a text, literally, escaped or in base64, and returns their names. A number, such as an MFA code,
 * only counts as a whole word.
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

/** Polls the command lines of all processes from now until `stop`, which returns them. */
export function watchCommandLines() {
  const seen = new Set();
  const look = () => {
    for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
      try {
        seen.add(readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '));
      } catch {
        // The process has ended in the meantime.
      }
    }
  };
  // The timer must not keep a failed test alive.
  const timer = setInterval(look, 20).unref();
  return {
    stop() {
      look();
      clearInterval(timer);
      return [...seen].join('\n');
    },
  };
}

/**
 * Finds secrets in bytes: as text in UTF-8 or UTF-16, in hexadecimal, and in base64 at any offset. Returns their names.
 * @param {Buffer} bytes
 * @param {Record<string, string>} secrets
 */
export function secretsInBytes(bytes, secrets) {
  return Object.keys(secrets).filter((name) => formsOf(secrets[name]).some((form) => bytes.includes(form)));
}

function formsOf(secret) {
  const text = Buffer.from(secret, 'utf8');
  const hexadecimal = text.toString('hex');
  // The characters at both ends depend on the neighbors of the secret.
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), text])
      .toString('base64')
      .slice(offset && 4, -4),
  );
  return [text, Buffer.from(secret, 'utf16le'), hexadecimal, hexadecimal.toUpperCase(), ...base64];
}
