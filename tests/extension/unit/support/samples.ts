import type * as vscode from 'vscode';
import type { ProfileInfo, SessionInfo } from '../../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostError } from '../../../../extension/src/infrastructure/rpc/hostErrors.ts';
import { LogOutputChannel } from '../fakes/vscode.ts';

export const now = Date.parse('2026-11-24T12:00:00Z');

export const mfaSerial = 'arn:aws:iam::111122223333:mfa/alice';

export function session(changes: Partial<SessionInfo> = {}): SessionInfo {
  return {
    sessionId: 'session-1',
    profile: 'prod-admin',
    account: '444455556666',
    arn: 'arn:aws:sts::444455556666:assumed-role/admin/alice@laptop',
    region: 'eu-central-1',
    expiration: inMinutes(60),
    state: 'active',
    ...changes,
  };
}

export function profile(changes: Partial<ProfileInfo> = {}): ProfileInfo {
  return {
    name: 'prod-admin',
    kind: 'role',
    account: '444455556666',
    roleArn: 'arn:aws:iam::444455556666:role/admin',
    sourceProfile: 'home',
    region: 'eu-central-1',
    codesNeeded: 0,
    problems: [],
    ...changes,
  };
}

export function inMinutes(minutes: number): string {
  return new Date(now + minutes * 60_000).toISOString();
}

export const mfaRequired = () =>
  new HostError("Profile 'prod-admin' needs an MFA code.", { code: 'MfaRequired', profile: 'prod-admin', mfaSerial });

export const mfaCodeSpent = (retryAfterSeconds: number) =>
  new HostError('AWS has seen this code already.', {
    code: 'MfaCodeSpent',
    hint: `Use the next code, which the device shows within ${retryAfterSeconds} seconds.`,
    mfaSerial,
    retryAfterSeconds,
  });

export const mfaCodeRejected = () =>
  new HostError('AWS refused the MFA code.', {
    code: 'MfaCodeRejected',
    hint: 'Wait for the next one.',
    profile: 'prod-admin',
    mfaSerial,
  });

/** A log that tests can read. Its lines start with their level. */
export const fakeLog = () => new LogOutputChannel() as unknown as LogOutputChannel & vscode.LogOutputChannel;
