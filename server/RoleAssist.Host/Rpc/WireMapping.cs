using RoleAssist.Contracts;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using CoreProblem = RoleAssist.Core.Diagnostics.Problem;
using CoreSnapshot = RoleAssist.Core.Sessions.SessionsSnapshot;
using SessionState = RoleAssist.Contracts.SessionState;

namespace RoleAssist.Host.Rpc;

/// <summary>The domain's types as the wire writes them, and back. Enums have the same names on both sides, which a test holds.</summary>
internal static class WireMapping
{
    public static AssumeTarget ToTarget(this AssumeParams request) => new()
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
        PolicyArns = request.PolicyArns ?? [],
        Tags = request.Tags ?? new Dictionary<string, string>(),
        TransitiveTagKeys = request.TransitiveTagKeys ?? [],
        SourceIdentity = request.SourceIdentity,
    };

    public static ProfileList ToWire(this (IReadOnlyList<ProfileSummary> Profiles, IReadOnlyList<CoreProblem> Problems) list) =>
        new([.. list.Profiles.Select(ToWire)], [.. list.Problems.Select(ToWire)]);

    public static Contracts.CallerIdentity ToWire(this IdentifiedCaller caller) =>
        new(caller.Identity.Account, caller.Identity.Arn, caller.Identity.UserId, caller.Profile, caller.Expiration);

    public static Contracts.SessionsSnapshot ToWire(this CoreSnapshot snapshot) =>
        new(snapshot.Revision, [.. snapshot.Sessions.Select(session => session.ToWire(snapshot.Time))]);

    public static SessionInfo ToWire(this Session session, DateTimeOffset now) => new(
        session.Id.Value,
        session.Profile,
        session.Account,
        session.Arn,
        session.IsExpired(now) ? SessionState.Expired : SessionState.Active,
        session.Chain.Region,
        session.Credentials.Expiration);

    private static ProfileInfo ToWire(ProfileSummary profile) => new(
        profile.Name,
        Enum.Parse<Contracts.ProfileKind>(profile.Kind.ToString()),
        profile.CodesNeeded,
        [.. profile.Problems.Select(ToWire)],
        profile.Account,
        profile.RoleArn,
        profile.SourceProfile,
        profile.Region,
        profile.MfaSerial,
        profile.DurationSeconds);

    public static Problem ToWire(this CoreProblem problem) => new(
        problem.Name,
        Enum.Parse<ProblemSeverity>(problem.Severity.ToString()),
        problem.Message,
        problem.Location?.File,
        problem.Location?.Line,
        problem.Location?.Column);
}
