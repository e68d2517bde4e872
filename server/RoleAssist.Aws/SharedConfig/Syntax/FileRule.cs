using System.Globalization;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Security;

namespace RoleAssist.Aws.SharedConfig.Syntax;

/// <summary>A rule about a line of the AWS files, with the problem it reports.</summary>
/// <param name="Name">The problem's name for programs; null for syntax errors, which have an error code.</param>
/// <param name="Severity">The problem's severity.</param>
/// <param name="Message">The message for users; <c>{0}</c> stands for a name in the file, never for a value.</param>
internal sealed record FileRule(string? Name, ProblemSeverity Severity, string Message)
{
    /// <summary>See <see cref="Problem.SdksDisagree"/>. SDKs never agree about syntax errors.</summary>
    public bool SdksDisagree { get; init; } = Severity == ProblemSeverity.Error;

    /// <summary>Whether such a line makes its section unusable.</summary>
    public bool DisablesProfile { get; init; } = Severity == ProblemSeverity.Error;

    /// <summary>Whether the rule is about a header, which is then the first of the names.</summary>
    public bool IsHeader { get; init; }

    /// <summary>See <see cref="Problem.HidesProfiles"/>.</summary>
    public bool HidesProfiles { get; init; }

    public static FileRule Error(string message) => new(null, ProblemSeverity.Error, message);

    public static FileRule Warning(string name, string message) => new(name, ProblemSeverity.Warning, message);

    public static FileRule Divider(string name, string message) => Warning(name, message) with { SdksDisagree = true };

    public static FileRule Information(string name, string message) => new(name, ProblemSeverity.Information, message);

    public Problem At(SourceLocation place, params object[] names) =>
        new(
            ErrorCode.ConfigurationInvalid,
            Severity,
            string.Format(CultureInfo.InvariantCulture, Message, [.. names.Select(Shown)]),
            place,
            Name
        )
        {
            SdksDisagree = SdksDisagree,
            DisablesProfile = DisablesProfile,
            HidesProfiles = HidesProfiles,
            Subject = IsHeader && names is [string header, ..] ? header : null,
        };

    private static object Shown(object name) => name is string text ? SecretText.Hide(text) : name;
}
