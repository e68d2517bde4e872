namespace RoleAssist.Sandbox.Sts;

/// <summary>An answer of the service, ready for the wire.</summary>
internal sealed record StsAnswer(int Status, string RequestId, string Body)
{
    public static StsAnswer Of(StsException error)
    {
        var requestId = NewRequestId();
        return new StsAnswer(error.Status, requestId, StsXml.Error(error, requestId));
    }

    public static string NewRequestId() => Guid.NewGuid().ToString();
}
