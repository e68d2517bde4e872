using RoleAssist.Core.Errors;

namespace RoleAssist.Core.CodeGeneration.Languages;

/// <summary>Creates errors for values that a language cannot express.</summary>
internal static class UnwritableText
{
    /// <param name="value">The value.</param>
    /// <param name="reason">A sentence that explains why.</param>
    public static RoleAssistException Because(string value, string reason) =>
        new(
            ErrorCode.InvalidArgument,
            $"Cannot write '{value}' in this code. {reason}",
            "Change the value in the AWS files, or generate code for another profile."
        );
}
