import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import net from 'node:net';

/** Starts a server on the loopback interface that stops when the scope closes, and resolves to its address. */
async function listen(scope, server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  scope.defer(() => {
    server.closeAllConnections?.();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}`;
}

/**
 * An STS that accepts requests but never responds; emits events for the first request and for its client's
 * disconnection.
 */
export async function startSilentSts(scope) {
  const events = new EventEmitter();
  const server = http.createServer((request) => {
    events.emit('request');
    request.socket.once('close', () => events.emit('hangup'));
    request.resume();
  });
  const [requested, hungUp] = [once(events, 'request'), once(events, 'hangup')];
  return { url: await listen(scope, server), requested, hungUp };
}

/** An address at which nothing listens. */
export async function closedPort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

/** An STS that responds to every call with the same bytes. */
export async function startRawSts(scope, status, contentType, body) {
  const server = http.createServer((request, response) => {
    request.resume().once('end', () => response.writeHead(status, { 'content-type': contentType }).end(body));
  });
  return listen(scope, server);
}

/**
 * A third-party STS that supports two actions. It accepts every signature that is well formed and contains the service
 * name and the access key that belongs to the action.
 */
export async function startStrangeSts(scope) {
  const issued = { id: 'ASIASTRANGESTSEXAMPLE', secret: 'strange/secret+key', token: 'strange+token/==' };
  const seen = [];
  const server = http.createServer(async (request, response) => {
    const body = new URLSearchParams(Buffer.concat(await request.toArray()).toString('utf8'));
    const action = body.get('Action');
    const signature = request.headers.authorization?.match(
      /^AWS4-HMAC-SHA256 Credential=(\w+)\/\d{8}\/([\w-]+)\/sts\/aws4_request, ?SignedHeaders=([\w;-]+), ?Signature=[0-9a-f]{64}$/,
    );
    const [, accessKeyId, region, signedHeaders] = signature ?? [];
    seen.push({ action, accessKeyId, region, token: request.headers['x-amz-security-token'] });
    const complete =
      request.method === 'POST' && body.get('Version') === '2011-06-15' && signedHeaders?.split(';').includes('host');
    const mayIdentify = accessKeyId === issued.id && request.headers['x-amz-security-token'] === issued.token;
    if (complete && action === 'AssumeRole') {
      answer(response, 200, action, assumedRole(issued, body));
    } else if (complete && action === 'GetCallerIdentity' && mayIdentify) {
      answer(response, 200, action, callerIdentity);
    } else {
      response.writeHead(403, { 'content-type': 'text/xml' }).end(refusal);
    }
  });
  return { url: await listen(scope, server), issued, seen };
}

function answer(response, status, action, result) {
  const xml = `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>3f1b2c4d-0000-4000-8000-000000000000</RequestId></ResponseMetadata></${action}Response>`;
  response.writeHead(status, { 'content-type': 'text/xml' }).end(xml);
}

function assumedRole({ id, secret, token }, body) {
  const [, account, role] = body.get('RoleArn').match(/^arn:aws:iam::(\d{12}):role\/(.+)$/) ?? assert.fail();
  const name = body.get('RoleSessionName');
  const expiration = new Date(Date.now() + 3600_000).toISOString().replace(/\.\d+/, '');
  return `<AssumedRoleUser><AssumedRoleId>AROASTRANGEEXAMPLE:${name}</AssumedRoleId><Arn>arn:aws:sts::${account}:assumed-role/${role}/${name}</Arn></AssumedRoleUser><Credentials><AccessKeyId>${id}</AccessKeyId><SecretAccessKey>${secret}</SecretAccessKey><SessionToken>${token}</SessionToken><Expiration>${expiration}</Expiration></Credentials>`;
}

const callerIdentity =
  '<Arn>arn:aws:sts::222233334444:assumed-role/developer/strange</Arn><UserId>AROASTRANGEEXAMPLE:strange</UserId><Account>222233334444</Account>';

const refusal =
  '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>IncompleteSignature</Code><Message>The request is not signed as it must be.</Message></Error><RequestId>3f1b2c4d-0000-4000-8000-000000000001</RequestId></ErrorResponse>';
