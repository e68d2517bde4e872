namespace RoleAssist.Sandbox.Signing;

/// <summary>Day, region and service for which a signing key is good.</summary>
internal sealed record CredentialScope(string Date, string Region, string Service)
{
    public const string Terminator = "aws4_request";

    public override string ToString() => $"{Date}/{Region}/{Service}/{Terminator}";
}
