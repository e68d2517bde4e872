using System.Globalization;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

/// <summary>
/// The values that STS accepts for each parameter, from its service model (sts-2011-06-15), which a test compares.
/// Invalid values are reported before the call, with their line in the file.
/// </summary>
internal static class StsRules
{
    private const string NameCharacters = "_+=,.@-";

    public static TextRule RoleArn { get; } = Arn();

    public static TextRule RoleSessionName { get; } = Word(2, 64, NameCharacters);

    public static TextRule SourceIdentity { get; } = Word(2, 64, NameCharacters);

    public static TextRule ExternalId { get; } = Word(2, 1224, "_+=,.@:/-");

    public static TextRule MfaSerial { get; } = Word(9, 256, "_+=/:,.@-");

    public static TextRule TagKey { get; } = Tag(1, 128);

    public static TextRule TagValue { get; } = Tag(0, 256);

    public static TextRule Policy { get; } = new(1, 2048, c => c is '\t' or '\n' or '\r' or (>= ' ' and <= '\u00FF'), "Latin-1 characters");

    public static TextRule PolicyArn { get; } = Arn();

    public static DurationRule RoleDuration { get; } = new(900, 43_200);

    public static DurationRule UserDuration { get; } = new(900, 129_600);

    public const int MaxTags = 50;

    public const int MaxPolicyArns = 10;

    /// <summary>
    /// The maximum lifetime of a role session that is obtained with another role's session, whatever either role
    /// allows.
    /// </summary>
    public const int ChainedRoleSeconds = 3_600;

    private static TextRule Arn() => new(20, 2048, c => c is '\t' or '\n' or '\r' or '\u0085' || !char.IsControl(c), "printable characters");

    private static TextRule Word(int shortest, int longest, string signs) => new(
        shortest,
        longest,
        c => char.IsAsciiLetterOrDigit(c) || signs.Contains(c, StringComparison.Ordinal),
        $"letters, digits and {signs}");

    private static TextRule Tag(int shortest, int longest) => new(
        shortest,
        longest,
        c => char.IsLetter(c) || char.IsNumber(c) || char.IsSeparator(c) || "_.:/=+-@".Contains(c, StringComparison.Ordinal),
        "letters, digits, spaces and _.:/=+-@");
}

/// <summary>The allowed length and characters of a text.</summary>
/// <param name="Alphabet">The characters in words, for messages.</param>
internal sealed record TextRule(int Shortest, int Longest, Func<char, bool> Accepts, string Alphabet)
{
    /// <summary>Describes what is wrong with a text, as the rest of a sentence; null if nothing is.</summary>
    public string? Complaint(string text) =>
        text.Length < Shortest || text.Length > Longest
            ? $"has {text.Length} characters, but STS accepts {Shortest} to {Longest}"
            : AcceptsAll(text) ? null : $"may only contain {Alphabet}";

    private bool AcceptsAll(string text)
    {
        foreach (var character in text)
        {
            if (!Accepts(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Checks a setting of a profile, if present.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ConfigurationInvalid"/>, at the setting's line.</exception>
    public void Require(Profile profile, string setting)
    {
        if (profile[setting] is { } value && Complaint(value) is { } complaint)
        {
            throw profile.Invalid(setting, $"{setting} = {value} of profile '{profile.Name}' {complaint}.", "Correct the setting.");
        }
    }

    /// <summary>Checks an option or a parameter of a request.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>.</exception>
    public void Require(string name, string? value)
    {
        if (value is not null && Complaint(value) is { } complaint)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument, $"The {name} {complaint}.", "Correct the value and try again.");
        }
    }
}

/// <summary>The bounds of a duration, in seconds.</summary>
internal sealed record DurationRule(int Shortest, int Longest)
{
    /// <summary>Returns the duration that the profile specifies; null if it specifies none.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ConfigurationInvalid"/>, at its line.</exception>
    public int? Read(Profile profile)
    {
        if (profile[ProfileSettings.DurationSeconds] is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds >= Shortest && seconds <= Longest
            ? seconds
            : throw profile.Invalid(
                ProfileSettings.DurationSeconds,
                $"duration_seconds = {text} of profile '{profile.Name}' is not a duration in seconds that STS accepts.",
                $"Use a whole number from {Shortest} to {Longest}.");
    }
}
