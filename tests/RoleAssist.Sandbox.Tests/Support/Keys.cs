namespace RoleAssist.Sandbox.Tests.Support;

/// <summary>The keys that sign a client's requests.</summary>
internal sealed record Keys(string AccessKeyId, string SecretAccessKey, string? SessionToken = null);
