namespace RoleAssist.Core.Delivery.Shells;

/// <summary>For <c>eval "$(…)"</c> in bash and zsh. Between apostrophes nothing is expanded.</summary>
public static class PosixSyntax
{
    public static string Write(IReadOnlyList<EnvironmentChange> changes) => ShellSyntax.Lines(changes, change => change.Value is { } value
        ? $"export {change.Name}={Quote(value)}"
        : $"unset {change.Name}");

    public static string Quote(string value) => $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>
    /// A word of a line that a person types, or that is typed for one: there an exclamation mark means an earlier line, even
    /// between apostrophes where those stand between quotes.
    /// </summary>
    public static string QuoteTyped(string value) => Quote(value).Replace("!", @"'\!'", StringComparison.Ordinal);
}
