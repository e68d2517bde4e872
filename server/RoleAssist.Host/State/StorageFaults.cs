using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Host.State;

/// <summary>A disk that is full or a place that may not be written, told to a person: the operating system's words name the place.</summary>
internal static class StorageFaults
{
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    private static int QuotaExceeded => OperatingSystem.IsMacOS() ? 69 : 122;

    /// <summary>Null for any other fault.</summary>
    public static RoleAssistException? Of(Exception fault) => fault switch
    {
        IOException full when full.HResult is NoSpace or WindowsDiskFull || full.HResult == QuotaExceeded =>
            Fault(full, "Free some space there"),
        IOException { HResult: ReadOnly } or UnauthorizedAccessException => Fault(fault, "Make it writable for you"),
        _ => null,
    };

    private static RoleAssistException Fault(Exception fault, string remedy) => new(
        ErrorCode.ConfigurationInvalid,
        $"RoleAssist cannot use a file: {fault.Message.TrimEnd('.')}.",
        $"{remedy}, or set {RoleAssistVariables.StateFolder} to a folder elsewhere.",
        fault);
}
