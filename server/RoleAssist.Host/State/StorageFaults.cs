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
            IOException full when IsFull(full) => Fault(full, "Free some disk space"),
            IOException { HResult: ReadOnly } or UnauthorizedAccessException => Fault(fault, "Make the file writable"),
            _ => null,
        };

    /// <summary>Describes why something cannot be written, with what else can be done about it than to make room.</summary>
    /// <param name="fault">The fault of the operating system.</param>
    /// <param name="what">What cannot be done, and where.</param>
    /// <param name="otherwise">What else helps.</param>
    public static RoleAssistException Describe(Exception fault, string what, string otherwise) =>
        new(
            ErrorCode.ConfigurationInvalid,
            $"{what}: {fault.Message.TrimEnd('.')}.",
            IsFull(fault)
                ? $"Free some disk space there, or {otherwise}."
                : $"{char.ToUpperInvariant(otherwise[0])}{otherwise[1..]}.",
            fault
        );

    private static bool IsFull(Exception fault) =>
        fault.HResult is NoSpace or WindowsDiskFull || fault.HResult == QuotaExceeded;

    private static RoleAssistException Fault(Exception fault, string remedy) =>
        new(
            ErrorCode.ConfigurationInvalid,
            $"RoleAssist cannot access a file: {fault.Message.TrimEnd('.')}.",
            $"{remedy}, or set {RoleAssistVariables.StateFolder} to another folder.",
            fault
        );
}
