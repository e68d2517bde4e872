using System.Globalization;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

/// <summary>
/// What STS accepts for each parameter, from its own model (sts-2011-06-15), which a test compares. What it would
/// refuse is told here, at its line, before anything is asked.
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

    public const int MostTags = 50;

    public const int MostPolicyArns = 10;

    /// <summary>How long the session of a role may last that is assumed with the session of another, whatever either allows.</summary>
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

/// <summary>A text's lengths and characters.</summary>
/// <param name="Alphabet">The characters in words.</param>
internal sealed record TextRule(int Shortest, int Longest, Func<char, bool> Accepts, string Alphabet)
{
    /// <summary>What is wrong with a text, as the rest of a sentence; null when nothing is.</summary>
    public string? Complaint(string text) =>
        text.Length < Shortest || text.Length > Longest
            ? $"has {text.Length} characters, where STS takes {Shortest} to {Longest}"
            : AcceptsAll(text) ? null : $"may only hold {Alphabet}";

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

    /// <summary>Checks a setting of a profile, where it is there.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.ConfigurationInvalid"/>, at the setting's line.</exception>
    public void Require(Profile profile, string setting)
    {
        if (profile[setting] is { } value && Complaint(value) is { } complaint)
        {
            throw profile.Invalid(setting, $"{setting} = {value} of profile '{profile.Name}' {complaint}.", "Correct the setting.");
        }
    }

    /// <summary>Checks what came as an option or in a request.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>.</exception>
    public void Require(string name, string? value)
    {
        if (value is not null && Complaint(value) is { } complaint)
        {
            throw new RoleAssistException(ErrorCode.InvalidArgument, $"The {name} {complaint}.", "Correct it and try again.");
        }
    }
}

/// <summary>A duration's bounds, in seconds.</summary>
internal sealed record DurationRule(int Shortest, int Longest)
{
    /// <summary>The duration that the profile asks for; null where it asks for none.</summary>
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
                $"duration_seconds = {text} of profile '{profile.Name}' is not a number of seconds that STS takes.",
                $"Write a whole number from {Shortest} to {Longest}.");
    }
}
