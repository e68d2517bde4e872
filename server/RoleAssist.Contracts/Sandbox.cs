namespace RoleAssist.Contracts;

public sealed record StartSandboxParams;

/// <summary>The sandbox that runs in the host.</summary>
/// <param name="Profiles">
/// The profiles that it adds to those of the AWS files, in the suggested order for a first try.
/// </param>
/// <param name="MfaSerial">Its MFA device; the host can supply its codes.</param>
public sealed record SandboxInfo(IReadOnlyList<string> Profiles, string MfaSerial);

public sealed record StopSandboxParams;

/// <param name="MfaSerial">The serial number of a sandbox device.</param>
public sealed record GetSandboxCodeParams(string MfaSerial);

/// <param name="TokenCode">A valid code, six digits.</param>
public sealed record SandboxCode(string TokenCode)
{
    /// <summary>Returns the type's name, because MFA codes are never printed.</summary>
    public override string ToString() => nameof(SandboxCode);
}
