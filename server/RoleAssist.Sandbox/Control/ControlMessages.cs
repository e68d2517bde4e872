namespace RoleAssist.Sandbox.Control;

/// <summary>An MFA code.</summary>
internal sealed record TotpCode(string Code);

/// <summary>A role to create or replace.</summary>
internal sealed record RoleOrder(string Arn, string TrustPolicy);

/// <summary>A token to sign.</summary>
internal sealed record TokenOrder(string Issuer, IReadOnlyList<TokenClaim> Claims);

/// <summary>A claim of a token, with one or more values.</summary>
public sealed record TokenClaim(string Name, IReadOnlyList<string> Values);

/// <summary>A signed token.</summary>
internal sealed record SignedToken(string Token);

/// <summary>The reason why a control request was rejected.</summary>
internal sealed record ControlProblem(string Message);

/// <summary>The paths of the control API.</summary>
internal static class ControlPaths
{
    public const string Root = "/.roleassist-sandbox/";
    public const string Totp = Root + "totp";
    public const string Calls = Root + "calls";
    public const string Fault = Root + "fault";
    public const string Role = Root + "role";
    public const string Token = Root + "token";
    public const string SerialParameter = "serial";
}
