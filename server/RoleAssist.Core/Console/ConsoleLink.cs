using RoleAssist.Core.Credentials;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Console;

/// <summary>A page of the console that a session can be signed in to.</summary>
/// <param name="Profile">The profile, or the role's ARN.</param>
/// <param name="Account">The account ID; empty if unknown.</param>
/// <param name="Arn">The caller's ARN.</param>
/// <param name="Hosts">The console.</param>
/// <param name="Destination">The page.</param>
/// <param name="Lifetime">How long the console lasts.</param>
/// <param name="Lasts">The same for people, in one or two sentences.</param>
/// <param name="Notes">What else should be known, as sentences.</param>
public sealed record ConsoleLink(
    string Profile,
    string Account,
    string Arn,
    ConsoleHosts Hosts,
    ConsoleDestination Destination,
    ConsoleLifetime Lifetime,
    string Lasts,
    IReadOnlyList<string> Notes
)
{
    /// <summary>Gets the session, whose newest credentials are used; null for a federated user.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Whether it belongs to the sandbox of this process.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>Gets where an ended session sends its user; null for AWS' own page.</summary>
    public string? Issuer { get; init; }

    /// <summary>Whether the browser is to be signed out of another session first.</summary>
    public bool LogsOutFirst { get; init; }

    /// <summary>Gets the credentials of a federated user.</summary>
    internal AwsCredentials? Credentials { get; init; }

    /// <summary>Returns no credentials.</summary>
    public override string ToString() => $"{Profile}: {Destination.Url}";
}
