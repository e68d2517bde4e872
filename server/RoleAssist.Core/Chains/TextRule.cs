using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Chains;

/// <summary>The allowed length and characters of a text.</summary>
/// <param name="Alphabet">The characters in words, for messages.</param>
internal sealed record TextRule(int Shortest, int Longest, Func<char, bool> Accepts, string Alphabet)
{
    /// <summary>Describes what is wrong with a text, as the rest of a sentence; null if nothing is.</summary>
    public string? Complaint(string text) =>
        text.Length < Shortest || text.Length > Longest
            ? $"has {text.Length} characters, but STS accepts {Shortest} to {Longest}"
        : AcceptsAll(text) ? null
        : $"may only contain {Alphabet}";

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
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.ConfigurationInvalid"/>, at the setting's line.
    /// </exception>
    public void Require(Profile profile, string setting)
    {
        if (profile[setting] is { } value && Complaint(value) is { } complaint)
        {
            throw profile.Invalid(
                setting,
                $"{setting} = {value} of profile '{profile.Name}' {complaint}.",
                "Correct the setting."
            );
        }
    }

    /// <summary>Checks an option or a parameter of a request.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>.</exception>
    public void Require(string name, string? value)
    {
        if (value is not null && Complaint(value) is { } complaint)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The {name} {complaint}.",
                "Correct the value and try again."
            );
        }
    }
}
