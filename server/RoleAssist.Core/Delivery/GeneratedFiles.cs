namespace RoleAssist.Core.Delivery;

/// <summary>The two files of a generated profile, and the profile's name in them.</summary>
public sealed record GeneratedFiles(string Profile, string Config, string Credentials);
