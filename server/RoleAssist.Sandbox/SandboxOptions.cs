using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox;

/// <summary>The options of a sandbox.</summary>
public sealed record SandboxOptions
{
    /// <summary>
    /// The folder for the sample <c>.aws</c>; null for a temporary one that is deleted with the sandbox.
    /// </summary>
    public string? Home { get; init; }

    /// <summary>The port on the loopback interface; 0 for any free port.</summary>
    public int Port { get; init; }

    /// <summary>Whether instance metadata is served without a token, as in version 1.</summary>
    public bool AllowInstanceMetadataVersion1 { get; init; }

    /// <summary>
    /// The number of member accounts of an organization, up to 20,000; 0 for a sandbox without an organization.
    /// </summary>
    public int MemberAccounts { get; init; }

    /// <summary>How access keys behave that are created at run time.</summary>
    public KeyRules Keys { get; init; } = new();

    /// <summary>The real time.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <exception cref="SandboxException">A number is too small or too large.</exception>
    internal void Check()
    {
        Keys.Check();
        if (MemberAccounts is < 0 or > Organization.MostMembers)
        {
            throw new SandboxException(
                $"An organization can have up to {Organization.MostMembers} member accounts, not {MemberAccounts}. "
                    + "Specify another number with --accounts."
            );
        }
    }
}
