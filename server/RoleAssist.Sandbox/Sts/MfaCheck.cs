using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Sts;

/// <summary>The two parameters that prove possession of an MFA device.</summary>
internal sealed record MfaCheck(string? SerialNumber, string? TokenCode)
{
    /// <summary>
    /// Whether the caller proved possession in this call. An invalid proof is rejected even if none is required.
    /// </summary>
    public bool Prove(Caller caller)
    {
        if (SerialNumber is null && TokenCode is null)
        {
            return false;
        }

        if (SerialNumber is null || TokenCode is null)
        {
            throw Refused(
                "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code."
            );
        }

        // Only a user with a long-term key can use a device: a session cannot prove possession again.
        if (caller is not { Session: null, User.Mfa: { } device } || device.Serial != SerialNumber)
        {
            throw Refused(
                "MultiFactorAuthentication failed, unable to validate MFA code.  "
                    + "Please verify your MFA serial number is valid and associated with this user."
            );
        }

        return device.Accept(TokenCode)
            ? true
            : throw Refused("MultiFactorAuthentication failed with invalid MFA one time pass code. ");
    }

    private static ServiceException Refused(string message) => new(403, "AccessDenied", message);
}
