namespace RoleAssist.Contracts;

public sealed record StartSandboxParams;

/// <summary>The sandbox that runs within the host.</summary>
/// <param name="Profiles">The profiles that it adds to those of the AWS files, in the order in which a newcomer tries them.</param>
/// <param name="MfaSerial">Its MFA device, whose codes it gives away.</param>
public sealed record SandboxInfo(IReadOnlyList<string> Profiles, string MfaSerial);

public sealed record StopSandboxParams;

/// <param name="MfaSerial">A device of the sandbox.</param>
public sealed record GetSandboxCodeParams(string MfaSerial);

/// <param name="TokenCode">A code that is still good, six digits.</param>
public sealed record SandboxCode(string TokenCode)
{
    /// <summary>No code, as of any device.</summary>
    public override string ToString() => nameof(SandboxCode);
}
