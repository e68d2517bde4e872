import { describe, expect, it } from 'vitest';
import { ErrorCodes, ResponseError } from 'vscode-jsonrpc';
import { OperationError, UserCancelledError } from '../../../extension/src/infrastructure/errors/operationError.ts';
import {
  HostError,
  isHostError,
  sentencesForEditor,
  translateError,
} from '../../../extension/src/infrastructure/rpc/hostErrors.ts';
import { mfaSerial } from './support/samples.ts';

describe('an error of the contract', () => {
  const data = { code: 'MfaCodeRejected', hint: 'Wait for the next one.', profile: 'prod-admin', mfaSerial };
  const error = translateError(new ResponseError(401, 'AWS refused the MFA code.', data));

  it('keeps its data', () => {
    expect(error).toBeInstanceOf(HostError);
    expect((error as HostError).data).toEqual(data);
  });

  it('is identified by its code', () => {
    expect(isHostError(error, 'MfaCodeRejected')).toBe(true);
    expect(isHostError(error, 'MfaRequired')).toBe(false);
    expect(isHostError(new Error('MfaCodeRejected'), 'MfaCodeRejected')).toBe(false);
  });

  it('explains what happened and what to do', () => {
    expect((error as HostError).explanation).toBe('AWS refused the MFA code. Wait for the next one.');
  });

  it.each([
    ['ProfileNotFound', 'To list the profiles, run: roleassist profiles', 'roleassist.assumeRole'],
    ['CredentialsMissing', 'Write a profile, or try the sandbox (roleassist sandbox).', 'roleassist.setUpProfile'],
  ])('offers actions instead of hints about the CLI (%s)', (code, hint, command) => {
    const told = translateError(new ResponseError(302, 'What happened.', { code, hint })) as HostError;
    expect(told.explanation).toBe('What happened.');
    expect(told.errorActions[0]).toMatchObject({ command });
  });

  it('keeps a hint that mentions the AWS CLI or RoleAssist itself', () => {
    const hint = 'Run: aws configure. Then RoleAssist finds it.';
    const told = translateError(new ResponseError(300, 'X.', { code: 'ConfigurationInvalid', hint })) as HostError;
    expect(told.explanation).toBe(`X. ${hint}`);
  });

  it.each(['SsoLoginRequired', 'LoginRequired'])('offers to sign in, and opens no browser by itself (%s)', (code) => {
    const data = { code, hint: 'Run roleassist login corp.', profile: 'dev', signIn: 'corp' };
    const told = translateError(new ResponseError(307, 'Sign in.', data)) as HostError;
    expect(told.explanation).toBe('Sign in.');
    expect(told.errorActions).toEqual([
      { title: 'Sign In', command: 'roleassist.signIn', arguments: [{ signIn: 'corp', profile: 'dev' }] },
    ]);
  });

  it('offers to assume the role again if the session is gone', () => {
    expect(translateError(new ResponseError(201, 'Gone.', { code: 'SessionNotFound' }))).toMatchObject({
      errorActions: [{ command: 'roleassist.assumeRole' }],
    });
  });
});

describe('any other error', () => {
  it('of a canceled request is a cancellation', () => {
    expect(translateError(new ResponseError(-32800, 'Cancelled.'))).toBeInstanceOf(UserCancelledError);
  });

  it.each([ErrorCodes.PendingResponseRejected, ErrorCodes.ConnectionInactive])(
    'of a connection that is gone (%d) says that the host has stopped',
    (code) => {
      const error = translateError(new ResponseError(code, 'The connection got disposed.'));
      expect(error).toBeInstanceOf(OperationError);
      expect((error as OperationError).message).toContain('has stopped');
    },
  );

  it.each([undefined, null, 'text', {}, { code: 401 }])('with the data %j is not translated', (data) => {
    const error = new ResponseError(ErrorCodes.InvalidParams, 'The parameters do not fit.', data);
    expect(translateError(error)).toBe(error);
  });

  it('that is not a response of the host is not translated', () => {
    const error = new Error('a mistake');
    expect(translateError(error)).toBe(error);
  });
});

describe('a note of the host', () => {
  it.each([
    ["It is gone. Run roleassist populate 'a. b' --prune. The rest stays.", 'It is gone. The rest stays.'],
    ["It is gone. Run roleassist populate 'it'\\''s. $(x)' --prune.", 'It is gone.'],
    ["To end them, run: roleassist end 'a. b' corp 'c! d'", ''],
    ['Run roleassist vault import shop.dev. The vault stays open.', 'The vault stays open.'],
    ["Run roleassist login x. It is the vault's. Not the user's.", "It is the vault's. Not the user's."],
    ["RoleAssist uses the vault's. Others do not.", "RoleAssist uses the vault's. Others do not."],
  ])('loses its sentences about the command line, whatever names they have: %s', (note, left) => {
    expect(sentencesForEditor(note)).toBe(left);
  });
});
