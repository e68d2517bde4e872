import assert from 'node:assert/strict';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const endOfHeader = '\r\n\r\n';

/** A message in LSP framing. */
export function frame(message) {
  const content = Buffer.from(JSON.stringify(message), 'utf8');
  return Buffer.concat([Buffer.from(`Content-Length: ${content.length}${endOfHeader}`), content]);
}

/**
 * Splits bytes into messages, and fails at the first one that violates the protocol.
 * @param {Buffer} bytes
 * @returns {{ messages: any[], rest: Buffer }} `rest` is an incomplete frame.
 */
export function readFrames(bytes) {
  const messages = [];
  let rest = bytes;
  for (let next = firstFrame(rest); next; next = firstFrame(rest)) {
    messages.push(next.message);
    rest = rest.subarray(next.length);
  }
  return { messages, rest };
}

function firstFrame(bytes) {
  const start = bytes.indexOf(endOfHeader);
  if (start < 0) {
    return undefined;
  }
  const header = bytes.subarray(0, start).toString('latin1');
  const length = header.match(/^Content-Length: (\d+)$/)?.[1];
  assert.ok(length, `Not the header of a frame: ${JSON.stringify(header)}`);
  const contentStart = start + endOfHeader.length;
  const end = contentStart + Number(length);
  if (bytes.length < end) {
    return undefined;
  }
  const message = JSON.parse(strictUtf8.decode(bytes.subarray(contentStart, end)));
  assert.equal(message.jsonrpc, '2.0');
  return { message, length: end };
}
