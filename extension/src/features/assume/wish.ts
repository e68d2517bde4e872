import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';

/** Whoever a person wants to be: somebody they are already, a profile, or a role that they have typed. */
export type Wish = { readonly session: SessionInfo } | Described;

/** A wish that can be had again another day. */
export type Described =
  | { readonly profile: string }
  | {
      /** A role ARN, or an account and a role: the host knows what is meant. */
      readonly roleArn: string;
      /** The profile that assumes it; what AWS' tools take by default where there is none. */
      readonly sourceProfile?: string;
    };

/** What a wish is called. */
export function nameOf(wish: Wish): string {
  if ('session' in wish) {
    return wish.session.profile;
  }
  return 'profile' in wish ? wish.profile : wish.roleArn;
}

/** Whether a text may be meant as a role, so that it is offered as one. Whether it is one, the host says. */
export function looksLikeRole(text: string): boolean {
  return /^\s*(arn:|\d{12}[\s:/]+\S)/.test(text);
}
