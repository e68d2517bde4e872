namespace RoleAssist.Core.Delivery;

/// <param name="Address">The address on the loopback.</param>
/// <param name="Token">The value of the <c>Authorization</c> header.</param>
/// <param name="LocalAddress">
/// Where RoleAssist itself gets the credentials without a token, as the same user; null if not available.
/// </param>
public sealed record CredentialGrant(Uri Address, string Token, string? LocalAddress = null)
{
    /// <summary>Returns the address only: the token is a secret.</summary>
    public override string ToString() => Address.ToString();
}
