namespace RoleAssist.Sandbox.Tests.Support;

/// <summary>What a client signs with.</summary>
internal sealed record Keys(string AccessKeyId, string SecretAccessKey, string? SessionToken = null);
