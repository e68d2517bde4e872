using RoleAssist.Core.Console;

namespace RoleAssist.Host.CommandLine;

/// <summary>The output of <c>console --json</c>.</summary>
/// <param name="Url">
/// The address that opens the console once, the portal's link, or with <c>--reveal</c> the one that signs in.
/// </param>
/// <param name="ExpiresAt">Until when; null for the portal's link.</param>
/// <param name="Service">The service; null for the home page.</param>
/// <param name="Lasts">How long the console lasts, in words; null for the portal's link.</param>
/// <param name="DurationSeconds">What AWS is asked for; null if the console lasts as long as its credentials.</param>
internal sealed record ConsoleDocument(
    string Url,
    DateTimeOffset? ExpiresAt,
    string Profile,
    string? Account,
    string? Arn,
    string? Service,
    string Region,
    string Destination,
    string? Lasts,
    int? DurationSeconds,
    bool Production,
    IReadOnlyList<string> Notes
)
{
    public static ConsoleDocument From(ConsoleLink link, Uri url, DateTimeOffset expiresAt, bool isProduction) =>
        new(
            url.AbsoluteUri,
            expiresAt,
            link.Profile,
            link.Account.Length == 0 ? null : link.Account,
            link.Arn,
            link.Destination.Service,
            link.Destination.Region,
            link.Destination.Url.AbsoluteUri,
            link.Lasts,
            link.Lifetime.Seconds,
            isProduction,
            link.Notes
        );
}
