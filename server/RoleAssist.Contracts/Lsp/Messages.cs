namespace RoleAssist.Contracts.Lsp;

/// <param name="Type">How important it is.</param>
/// <param name="Message">Sentences without anything from a file, because clients show links in them.</param>
public sealed record ShowMessageParams(MessageType Type, string Message);

/// <summary>A number on the wire.</summary>
public enum MessageType
{
    Error = 1,
    Warning = 2,
    Info = 3,
}
