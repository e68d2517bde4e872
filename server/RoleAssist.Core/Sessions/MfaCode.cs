using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Sessions;

/// <summary>A code shown by an MFA device.</summary>
/// <param name="Serial">The device's serial number or ARN.</param>
/// <param name="TokenCode">Six digits, valid once.</param>
public sealed record MfaCode(string Serial, string TokenCode)
{
    /// <summary>Returns the code of a device, which a call for a profile needs.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.MfaRequired"/> if there is no code; <see cref="ErrorCode.InvalidArgument"/> if it is not a
    /// code.
    /// </exception>
    public static MfaCode Require(string profile, string serial, string? tokenCode)
    {
        if (tokenCode is null)
        {
            throw Needed(profile, serial);
        }

        return tokenCode.Length == 6 && tokenCode.All(char.IsAsciiDigit)
            ? new MfaCode(serial, tokenCode)
            : throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "An MFA code is six digits.",
                $"Enter the code that the device {serial} currently shows."
            )
            {
                Profile = profile,
                MfaSerial = serial,
            };
    }

    /// <summary>Creates the error of a call that needs a code.</summary>
    public static RoleAssistException Needed(string profile, string serial) =>
        new(ErrorCode.MfaRequired, $"Profile '{profile}' needs the current code of the MFA device {serial}.")
        {
            Profile = profile,
            MfaSerial = serial,
        };

    /// <summary>Returns the serial only: the code is a secret.</summary>
    public override string ToString() => Serial;
}
