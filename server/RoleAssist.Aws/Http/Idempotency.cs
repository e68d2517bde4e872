namespace RoleAssist.Aws.Http;

/// <summary>Whether a request may be sent again after the service may have processed it.</summary>
public enum Idempotency
{
    /// <summary>Sending it again does no harm.</summary>
    Idempotent,

    /// <summary>The request contains something that the service consumes, such as an MFA code.</summary>
    NotIdempotent,
}
