namespace RoleAssist.Sandbox.Errors;

/// <summary>An error response of a service, with the service's own status, code and message.</summary>
internal class ServiceException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>Gets the party at fault, in the terms of the query protocol.</summary>
    public string Type => Status < 500 ? "Sender" : "Receiver";

    public static ServiceException ExpiredToken() =>
        new(403, nameof(ExpiredToken), "The security token included in the request is expired");
}
