using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Host.State;

/// <summary>
/// Translates full disks and missing write access into errors for users. The operating system's message names the path.
/// </summary>
internal static class StorageFaults
{
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    private static int QuotaExceeded => OperatingSystem.IsMacOS() ? 69 : 122;

    /// <summary>Returns the error, or null for any other exception.</summary>
    public static RoleAssistException? Translate(Exception fault) =>
        fault switch
        {
            IOException full when full.HResult is NoSpace or WindowsDiskFull || full.HResult == QuotaExceeded => Fault(
                full,
                "Free some disk space"
            ),
            IOException { HResult: ReadOnly } or UnauthorizedAccessException => Fault(fault, "Make the file writable"),
            _ => null,
        };

    private static RoleAssistException Fault(Exception fault, string remedy) =>
        new(
            ErrorCode.ConfigurationInvalid,
            $"RoleAssist cannot access a file: {fault.Message.TrimEnd('.')}.",
            $"{remedy}, or set {RoleAssistVariables.StateFolder} to another folder.",
            fault
        );
}
