export interface ErrorData { code: string; hint?: string; profile?: string; mfaSerial?: string }
export interface ProfileList { profiles: ProfileInfo[]; problems: Problem[] }
export interface ProfileInfo { name: string; kind: string; account?: string; roleArn?: string; sourceProfile?: string; region?: string; mfaSerial?: string; codesNeeded: number; durationSeconds?: number; problems: Problem[] }
export interface Problem { code: string; severity: 'error' | 'warning' | 'information'; message: string; file?: string; line?: number; column?: number }
export interface AssumeParams { profile?: string; tokenCode?: string }
export interface AssumeResult { session: SessionInfo }
export interface SessionInfo { sessionId: string; profile: string; account: string; arn: string; region?: string; expiration?: string; state: 'active' | 'expired' }
export interface SessionsSnapshot { revision: number; sessions: SessionInfo[] }
export interface EndSessionParams { sessionId: string }
export interface GetTerminalEnvironmentParams { sessionId: string }
export interface TerminalEnvironment { variables: EnvironmentVariable[] }
export interface EnvironmentVariable { name: string; value: string | null }
export const Methods = {
  listProfiles: 'roleassist/profiles/list',
  assume: 'roleassist/sessions/assume',
  endSession: 'roleassist/sessions/end',
  getTerminalEnvironment: 'roleassist/terminals/getEnvironment',
  sessionsChanged: 'roleassist/sessionsChanged',
} as const;
