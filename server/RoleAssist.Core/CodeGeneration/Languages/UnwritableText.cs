using RoleAssist.Core.Errors;

namespace RoleAssist.Core.CodeGeneration.Languages;

/// <summary>What a language has no notation for is refused: code that says something else would be worse than none.</summary>
internal static class UnwritableText
{
    /// <param name="value">The text.</param>
    /// <param name="reason">Why it cannot be written, as a sentence.</param>
    public static RoleAssistException Because(string value, string reason) =>
        new(ErrorCode.InvalidArgument, $"'{value}' cannot be written into this code. {reason}", "Change it in the AWS files, or generate code for another profile.");
}
