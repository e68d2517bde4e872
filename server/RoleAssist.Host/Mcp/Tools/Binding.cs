using RoleAssist.Core.Credentials;
using RoleAssist.Core.Security;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Mcp.Tools;

/// <summary>Who does what a tool does. Every result begins with it, so that nobody takes one account for another.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Account">The account's ID; empty if unknown.</param>
/// <param name="Arn">The session's ARN.</param>
/// <param name="Region">The region; null if none is specified.</param>
/// <param name="Policy">The preset that limits the session.</param>
/// <param name="Expiration">When the session ends.</param>
internal sealed record Binding(
    string Profile,
    string Account,
    string Arn,
    string? Region,
    string Policy,
    DateTimeOffset? Expiration
)
{
    /// <summary>The first line of a result for which nobody's credentials were used.</summary>
    public const string None = "No credentials were used.";

    public static Binding Of(Session session, string policy) =>
        new(
            session.Profile,
            session.Account,
            session.Arn,
            session.Chain.Region,
            policy,
            session.Credentials.Expiration
        );

    /// <summary>Returns the first line of a result.</summary>
    public override string ToString() =>
        DisplayText.Line(
            $"As {Arn}, profile {Profile}, account {Account}, region {Region ?? "none"}, policy {Policy}"
                + (Expiration is { } end ? $", until {IsoTime.Format(end)}." : ".")
        );
}
