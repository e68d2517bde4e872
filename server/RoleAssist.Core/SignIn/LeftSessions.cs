using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions.Kept;

namespace RoleAssist.Core.SignIn;

/// <summary>
/// Tells which sessions outlive a sign-in: AWS does not take back what it has issued to a role
/// (https://docs.aws.amazon.com/singlesignon/latest/userguide/authconcept.html).
/// </summary>
public sealed class LeftSessions(SessionEnder ender, SignInTargets targets)
{
    private const int Shown = 5;

    /// <returns>Sentences; none if no session is left.</returns>
    public async Task<IReadOnlyList<string>> DescribeAsync(SignInTarget target, CancellationToken cancellationToken)
    {
        var profiles = new List<string>();
        DateTimeOffset? last = null;
        foreach (var session in await ender.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            var found = await targets.FindForProfileAsync(session.Profile, cancellationToken).ConfigureAwait(false);
            if (found?.Key == target.Key)
            {
                profiles.Add(session.Profile);
                last = session.Expiration > last || last is null ? session.Expiration : last;
            }
        }

        return profiles.Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } names
            ?
            [
                $"Role sessions stay valid{(last is { } end ? $" until {IsoTime.Format(end)}" : "")}: {ListOf(names)}. "
                    + $"To end them in RoleAssist, run: roleassist end {ShellWord.Of(names.Take(Shown))}",
            ]
            : [];
    }

    private static string ListOf(List<string> names) =>
        names.Count <= Shown
            ? string.Join(", ", names)
            : $"{string.Join(", ", names.Take(Shown))} and {names.Count - Shown} more";
}
