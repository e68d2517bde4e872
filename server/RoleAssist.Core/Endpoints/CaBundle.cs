using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Endpoints;

/// <summary>A file of certificate authorities.</summary>
/// <param name="Path">The path of the file.</param>
/// <param name="Setting">The setting or variable that specifies it, for messages.</param>
/// <param name="Location">The location of the setting, if it is in a file.</param>
public sealed record CaBundle(string Path, string Setting, SourceLocation? Location = null);
