import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';

/** Whoever a person wants to be: somebody they are already, a profile, or a role that they have typed. */
export type AssumeRequest = { readonly session: SessionInfo } | RoleSelection;

/** A request that can be had again another day. */
export type RoleSelection =
  | { readonly profile: string }
  | {
      /** A role ARN, or an account and a role: the host knows what is meant. */
      readonly roleArn: string;
      /** The profile that assumes it; what AWS' tools take by default where there is none. */
      readonly sourceProfile?: string;
    };

/** What a request is called. */
export function requestName(request: AssumeRequest): string {
  if ('session' in request) {
    return request.session.profile;
  }
  return 'profile' in request ? request.profile : request.roleArn;
}

/** Whether a text may be meant as a role, so that it is offered as one. Whether it is one, the host says. */
export function looksLikeRole(text: string): boolean {
  return /^\s*(arn:|\d{12}[\s:/]+\S)/.test(text);
}
