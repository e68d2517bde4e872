namespace RoleAssist.Core.Audit;

/// <summary>A program that asked for something, as reported by the kernel.</summary>
/// <param name="ProcessId">The process ID.</param>
/// <param name="UserId">The user ID that it runs as.</param>
/// <param name="Name">The name that the process gives itself.</param>
/// <param name="Program">The path of its program.</param>
public sealed record AuditPeer(int? ProcessId = null, uint? UserId = null, string? Name = null, string? Program = null)
{
    /// <summary>Returns a description such as <c>aws (/usr/bin/python3.11, process 4711, uid 1000)</c>.</summary>
    public override string ToString()
    {
        string?[] facts =
        [
            Program,
            ProcessId is { } process ? $"process {process}" : null,
            UserId is { } user ? $"uid {user}" : null,
        ];
        var known = string.Join(", ", facts.OfType<string>());
        return Name is null ? known : $"{Name} ({known})";
    }
}
