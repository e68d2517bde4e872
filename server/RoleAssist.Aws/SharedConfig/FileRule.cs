using System.Globalization;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>Something that can be said about a line of the AWS files.</summary>
/// <param name="Name">What a note is called, for programs; a mistake in the format is called by its error code.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">The sentences for people; <c>{0}</c> stands for a name in the file, never for a value.</param>
internal sealed record FileRule(string? Name, ProblemSeverity Severity, string Message)
{
    /// <summary>See <see cref="Problem.DividesSdks"/>. No SDK agrees with the others on a mistake in the format.</summary>
    public bool DividesSdks { get; init; } = Severity == ProblemSeverity.Error;

    /// <summary>Whether the section cannot be used in which such a line is.</summary>
    public bool StopsProfile { get; init; } = Severity == ProblemSeverity.Error;

    /// <summary>Whether it is about a header, which is then the first of its names.</summary>
    public bool IsHeader { get; init; }

    /// <summary>See <see cref="Problem.HidesProfiles"/>.</summary>
    public bool HidesProfiles { get; init; }

    public static FileRule Error(string message) => new(null, ProblemSeverity.Error, message);

    public static FileRule Warning(string name, string message) => new(name, ProblemSeverity.Warning, message);

    public static FileRule Divider(string name, string message) => Warning(name, message) with { DividesSdks = true };

    public static FileRule Information(string name, string message) => new(name, ProblemSeverity.Information, message);

    public Problem At(SourceLocation place, params object[] names) =>
        new(ErrorCode.ConfigurationInvalid, Severity, string.Format(CultureInfo.InvariantCulture, Message, names), place, Name)
        {
            DividesSdks = DividesSdks,
            StopsProfile = StopsProfile,
            HidesProfiles = HidesProfiles,
            Subject = IsHeader && names is [string header, ..] ? header : null,
        };
}
