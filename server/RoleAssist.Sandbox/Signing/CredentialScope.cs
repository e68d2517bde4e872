namespace RoleAssist.Sandbox.Signing;

/// <summary>The day, region and service for which a signing key is valid.</summary>
internal sealed record CredentialScope(string Date, string Region, string Service)
{
    public const string Terminator = "aws4_request";

    public override string ToString() => $"{Date}/{Region}/{Service}/{Terminator}";
}
