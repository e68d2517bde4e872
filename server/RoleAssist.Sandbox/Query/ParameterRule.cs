namespace RoleAssist.Sandbox.Query;

/// <summary>The limits of a string parameter; a null maximum means that the service defines none.</summary>
internal sealed record TextRule(string Name, int Min, int? Max, CharacterSet Characters);

/// <summary>The values of a string parameter that has a fixed number of them.</summary>
internal sealed record EnumRule(string Name, IReadOnlyList<string> Values);

/// <summary>The limits of an integer parameter.</summary>
internal sealed record IntegerRule(string Name, int Min, int Max);

/// <summary>The maximum length of a list.</summary>
internal sealed record ListRule(string Name, int Max);
