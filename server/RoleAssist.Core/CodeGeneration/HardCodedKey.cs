namespace RoleAssist.Core.CodeGeneration;

/// <summary>An AWS key in a text.</summary>
/// <param name="Line">The zero-based line.</param>
/// <param name="Start">
/// The start of the text to replace, from 0: the literal including any quotes, or the declaration from <c>const</c> on.
/// </param>
/// <param name="End">The end of the text to replace, exclusive.</param>
/// <param name="Variable">The environment variable to use instead, which RoleAssist sets.</param>
/// <param name="Replacement">
/// The expression to insert, or null if the language or this place in the text has none.
/// </param>
public sealed record HardCodedKey(int Line, int Start, int End, string Variable, string? Replacement);
