namespace RoleAssist.Core.Sessions;

/// <summary>Who works here, and on which machine.</summary>
public sealed record Workstation(string User, string Host);

/// <summary>
/// The name that CloudTrail shows for a session: 2 to 64 of <c>[\w+=,.@-]</c>
/// (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html).
/// </summary>
public static class RoleSessionName
{
    private const int MaxLength = 64;

    /// <summary>Who and from where, <c>user@host</c>: a time stamp or a random number would say nothing to a reader of CloudTrail.</summary>
    public static string Of(Workstation workstation)
    {
        var name = $"{Clean(workstation.User)}@{Clean(workstation.Host)}";
        return name.Length <= MaxLength ? name : name[..MaxLength];
    }

    /// <summary>Puts a dash for whatever STS does not accept.</summary>
    private static string Clean(string text) => string.Concat(text.Select(
        character => char.IsAsciiLetterOrDigit(character) || "_+=,.@-".Contains(character, StringComparison.Ordinal) ? character : '-'));
}
