import type { SessionInfo, SsoAccountRole } from '../../infrastructure/rpc/contract.generated.ts';

/** What the user wants to assume: a session to renew, a profile, or a role that they typed. */
export type AssumeRequest = { readonly session: SessionInfo } | RoleSelection;

/** A request that can be repeated later. */
export type RoleSelection =
  | {
      readonly profile: string;
      /** Limits the session to reading. It is the host's name of the policy. */
      readonly policyPreset?: 'read-only';
    }
  | {
      /** A role ARN, or an account and a role, as the user typed it. The host parses it. */
      readonly roleArn: string;
      /** The profile whose credentials assume the role; without one, the AWS default credentials. */
      readonly sourceProfile?: string;
    }
  | {
      /** An account and role of a sign-in to Identity Center. */
      readonly ssoAccount: SsoAccountRole;
    };

/** Whether a request is for a session that may only read. */
export function isReadOnlyRequest(request: AssumeRequest): boolean {
  return 'policyPreset' in request;
}

/** Returns the display name of a request. */
export function requestName(request: AssumeRequest): string {
  if ('session' in request) {
    return request.session.profile;
  }
  if ('ssoAccount' in request) {
    const { session, accountId, roleName } = request.ssoAccount;
    // The name of its session, as the host gives it.
    return `${session}/${accountId}/${roleName}`;
  }
  return 'profile' in request ? request.profile : request.roleArn;
}

/** Whether a text looks like a role, so that the picker offers it. The host decides whether it is valid. */
export function looksLikeRole(text: string): boolean {
  return /^\s*(arn:|\d{12}[\s:/]+\S)/.test(text);
}
