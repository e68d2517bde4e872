namespace RoleAssist.Sandbox.Sts;

/// <summary>An answer of STS that is an error, with the service's own status, code and wording.</summary>
internal sealed class StsException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>Whose fault it is, as STS puts it.</summary>
    public string Type => Status < 500 ? "Sender" : "Receiver";

    public static StsException ExpiredToken() => new(403, nameof(ExpiredToken), "The security token included in the request is expired");
}
