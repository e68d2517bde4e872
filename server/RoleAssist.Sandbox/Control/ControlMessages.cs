namespace RoleAssist.Sandbox.Control;

/// <summary>An MFA code.</summary>
internal sealed record TotpCode(string Code);

/// <summary>The reason why a control request was rejected.</summary>
internal sealed record ControlProblem(string Message);

/// <summary>The paths of the control API.</summary>
internal static class ControlPaths
{
    public const string Root = "/.roleassist-sandbox/";
    public const string Totp = Root + "totp";
    public const string Calls = Root + "calls";
    public const string Fault = Root + "fault";
    public const string SerialParameter = "serial";
}
