namespace RoleAssist.Core.Sessions;

/// <summary>A code shown by an MFA device.</summary>
/// <param name="Serial">The device's serial number or ARN.</param>
/// <param name="TokenCode">Six digits, valid once.</param>
public sealed record MfaCode(string Serial, string TokenCode)
{
    /// <summary>Returns the serial only: the code is a secret.</summary>
    public override string ToString() => Serial;
}
