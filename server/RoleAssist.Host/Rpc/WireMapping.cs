using System.Globalization;
using RoleAssist.Contracts;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Requesters;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;
using RoleAssist.Host.Presentation;
using CoreProblem = RoleAssist.Core.Errors.Problem;
using CoreReport = RoleAssist.Core.Diagnostics.DiagnosticsReport;
using CoreSnapshot = RoleAssist.Core.Sessions.SessionsSnapshot;
using ErrorCode = RoleAssist.Core.Errors.ErrorCode;
using MfaPreference = RoleAssist.Core.Sessions.MfaPreference;
using Problem = RoleAssist.Contracts.Problem;
using SessionState = RoleAssist.Contracts.SessionState;

namespace RoleAssist.Host.Rpc;

/// <summary>
/// Maps Core's types to the wire's and back.
/// </summary>
internal static class WireMapping
{
    public static AssumeTarget ToTarget(this AssumeParams request) =>
        new()
        {
            Profile = request.Profile,
            RoleArn = request.RoleArn,
            SourceProfile = request.SourceProfile,
            DurationSeconds = request.DurationSeconds,
            RoleSessionName = request.RoleSessionName,
            Region = request.Region,
            ExternalId = request.ExternalId,
            MfaSerial = request.MfaSerial,
            Policy = request.Policy,
            PolicyPreset = request.PolicyPreset,
            PolicyArns = RequireNoNulls(request.PolicyArns) ?? [],
            Tags =
                request.Tags is null || RequireNoNulls(request.Tags.Values) is null
                    ? new Dictionary<string, string>()
                    : request.Tags,
            TransitiveTagKeys = RequireNoNulls(request.TransitiveTagKeys) ?? [],
            SourceIdentity = request.SourceIdentity,
            SsoAccount = request.SsoAccount is { } account ? ToCore(account) : null,
            Agent = request.Agent is { } agent ? RequesterFinder.Plain(agent) ?? "agent" : null,
        };

    /// <summary>Rejects what would name another thing in the request for credentials, or in a list of sessions.</summary>
    private static SsoAccount ToCore(SsoAccountRole account) =>
        Identifiers.IsAwsAccount(account.AccountId) && SsoAccount.IsRoleName(account.RoleName)
            ? new SsoAccount(account.Session, account.AccountId, account.RoleName)
            : throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "The account or the role of the sign-in is not valid.",
                "Send the 12 digits of the account, and the name of the role."
            );

    /// <summary>
    /// Throws if a collection contains null. The serializer checks members for null but not the elements of
    /// collections, and a dropped policy must not widen a session's permissions.
    /// </summary>
    public static T? RequireNoNulls<T>(T? values)
        where T : class, IEnumerable<string> =>
        values?.Contains(null) == true
            ? throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "The request contains a list with a null element.",
                "Remove the null element."
            )
            : values;

    /// <summary>Creates the request that assumes a target through another host.</summary>
    public static AssumeParams ToWire(this AssumeTarget target, string? tokenCode, MfaPreference mfaCodes) =>
        new(
            target.Profile,
            target.RoleArn,
            target.SourceProfile,
            tokenCode,
            target.DurationSeconds,
            target.RoleSessionName,
            target.Region,
            target.ExternalId,
            target.MfaSerial,
            target.Policy,
            target.PolicyArns,
            target.Tags,
            target.TransitiveTagKeys,
            target.SourceIdentity,
            target.PolicyPreset,
            mfaCodes.ToWire(),
            target.SsoAccount is { } account
                ? new SsoAccountRole(account.Session, account.AccountId, account.RoleName)
                : null,
            target.Agent
        );

    public static TerminalEnvironment ToWire(this DeliveryChoice choice, IEnumerable<EnvironmentChange> changes) =>
        new(
            [.. changes.Select(change => new EnvironmentVariable(change.Name, change.Value))],
            choice.Mode.ToWire(),
            DisplayText.Sentence(choice.Reason),
            choice.Warning is { } warning ? DisplayText.Sentence(warning) : null
        );

    public static ProfileList ToWire(
        this (IReadOnlyList<ProfileSummary> Profiles, IReadOnlyList<CoreProblem> Problems) list,
        ProductionRules production
    ) =>
        new(
            [.. list.Profiles.Select(profile => ToWire(profile, production))],
            [.. list.Problems.Concat(production.Problems).Select(ToWire)]
        );

    public static Contracts.CallerIdentity ToWire(this IdentifiedCaller caller) =>
        new(caller.Identity.Account, caller.Identity.Arn, caller.Identity.UserId, caller.Profile, caller.Expiration);

    public static Contracts.SessionsSnapshot ToWire(
        this CoreSnapshot snapshot,
        ProductionRules production,
        string hostId
    ) => new(snapshot.Revision, hostId, [.. snapshot.Entries.Select(entry => entry.ToWire(snapshot.Time, production))]);

    public static SessionInfo ToWire(this SessionEntry entry, DateTimeOffset now, ProductionRules production)
    {
        var state = entry.StateAt(now).ToWire();

        // Until STS has answered, the role's ARN gives the account.
        var roleArn = entry.Chain.Steps is [.., AssumeRoleStep last] ? last.RoleArn : null;
        var account = entry.Issued?.Account ?? (RoleArn.TryParse(roleArn, out var role) ? role.Account : "");
        return new SessionInfo(
            entry.Id.Value,
            entry.Chain.Profile,
            account,
            entry.Issued?.Arn ?? roleArn ?? entry.Chain.Profile,
            state,
            entry.Chain.Region,
            entry.Issued?.Credentials.Expiration,
            state == SessionState.NeedsMfa ? entry.Chain.MfaSerial : null,
            entry.Remark is { } remark ? DisplayText.Sentence(remark) : null,
            TrueOrAbsent(entry.Chain.IsSandbox),
            Phrases.Source(entry.Chain),
            TrueOrAbsent(!entry.Chain.IsSandbox && production.Matches(entry.Chain.Profile, account)),
            entry.Fault is { NeedsSignIn: true, SignIn: { } signIn } ? signIn : null,
            AgentScope.AgentOf(entry.Chain),
            entry.Target.PolicyPreset
        );
    }

    private static ProfileInfo ToWire(ProfileSummary profile, ProductionRules production) =>
        new(
            profile.Name,
            profile.Kind.ToWire(),
            profile.CodesNeeded,
            profile.Problems.Count == 0 ? [] : [.. profile.Problems.Select(ToWire)],
            Shown(profile.Account),
            Shown(profile.RoleArn),
            Shown(profile.SourceProfile),
            Shown(profile.Region),
            Shown(profile.MfaSerial),
            profile.DurationSeconds,
            profile.Plan is { } plan ? Phrases.Plan(plan) : null,
            TrueOrAbsent(profile.IsSandbox),
            profile.Location?.File,
            profile.Location?.Line,
            TrueOrAbsent(!profile.IsSandbox && production.Matches(profile.Name, profile.Account)),
            profile.KeyAgeDays,
            TrueOrAbsent(profile.HasPlainKey)
        );

    /// <summary>Hides a secret that stands in the wrong setting.</summary>
    private static string? Shown(string? value) => value is null ? null : SecretText.Hide(value);

    public static Problem ToWire(this CoreProblem problem) =>
        new(
            problem.Name,
            problem.Severity.ToWire(),
            DisplayText.Sentence(problem.Message),
            problem.Location?.File,
            problem.Location?.Line,
            problem.Location?.Column
        );

    public static DiagnosticsReport ToWire(this CoreReport report) =>
        new(
            [
                .. report.Findings.Select(finding => new DiagnosticFinding(
                    finding.Topic,
                    finding.Status.ToWire(),
                    DisplayText.Sentence(finding.Message),
                    finding.Hint is { } hint ? DisplayText.Sentence(hint) : null
                )),
            ],
            DisplayText.Lines(report.Text)
        );

    public static ProfileDraft ToDraft(this SetUpProfileParams request)
    {
        var hasLogin = request.SsoStartUrl is not null;
        return new ProfileDraft(
            request.Name,
            NonEmpty(
                (ProfileSettings.RoleArn, request.RoleArn),
                (ProfileSettings.SourceProfile, request.SourceProfile),
                (ProfileSettings.MfaSerial, request.MfaSerial),
                (ProfileSettings.ExternalId, request.ExternalId),
                (ProfileSettings.DurationSeconds, request.DurationSeconds?.ToString(CultureInfo.InvariantCulture)),
                (ProfileSettings.SsoSession, request.SsoSession),
                (ProfileSettings.SsoAccountId, request.SsoAccountId),
                (ProfileSettings.SsoRoleName, request.SsoRoleName),
                (ProfileSettings.Region, request.Region),
                ("output", request.Output)
            ),
            hasLogin && request.SsoSession is { } session
                ? new SsoSessionDraft(
                    session,
                    NonEmpty(
                        (ProfileSettings.SsoStartUrl, request.SsoStartUrl),
                        (ProfileSettings.SsoRegion, request.SsoRegion),
                        // Without this scope, the token cannot be renewed
                        // (https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html).
                        ("sso_registration_scopes", "sso:account:access")
                    )
                )
                : null
        );
    }

    private static List<KeyValuePair<string, string>> NonEmpty(
        params ReadOnlySpan<(string Name, string? Value)> settings
    )
    {
        var given = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in settings)
        {
            if (!string.IsNullOrEmpty(value))
            {
                given.Add(KeyValuePair.Create(name, value));
            }
        }

        return given;
    }

    private static bool? TrueOrAbsent(bool value) => value ? true : null;
}
