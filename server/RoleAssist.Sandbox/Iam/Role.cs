namespace RoleAssist.Sandbox.Iam;

/// <summary>An IAM role: who may assume it, and for how long.</summary>
internal sealed record Role(string Account, string Name, TrustPolicy Trust)
{
    public string Path { get; init; } = "/";

    /// <summary>Who may assume it with a token of an identity provider; null for nobody.</summary>
    public WebIdentityTrust? WebIdentity { get; init; }

    public TimeSpan MaxSessionDuration { get; init; } = TimeSpan.FromHours(1);

    public string Arn => $"arn:aws:iam::{Account}:role{Path}{Name}";

    public string RoleId => UniqueId.ForEntity(UniqueId.Role, Arn);
}
