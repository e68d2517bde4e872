namespace RoleAssist.Sandbox.Sts;

/// <summary>An error response of STS, with the service's own status, code and message.</summary>
internal sealed class StsException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>Gets the party at fault, in the terms of STS.</summary>
    public string Type => Status < 500 ? "Sender" : "Receiver";

    public static StsException ExpiredToken() =>
        new(403, nameof(ExpiredToken), "The security token included in the request is expired");
}
