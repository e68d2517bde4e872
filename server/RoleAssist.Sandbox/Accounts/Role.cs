using RoleAssist.Sandbox.Formats;
using RoleAssist.Sandbox.Policies;

namespace RoleAssist.Sandbox.Accounts;

/// <summary>An IAM role: which principals can assume it, and for how long.</summary>
internal sealed record Role(string Account, string Name, PolicyDocument Trust)
{
    public string Path { get; init; } = "/";

    public TimeSpan MaxSessionDuration { get; init; } = TimeSpan.FromHours(1);

    public string Arn => $"arn:aws:iam::{Account}:role{Path}{Name}";

    public string RoleId => UniqueId.ForEntity(UniqueId.Role, Arn);
}
