using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Ec2;

/// <summary>The errors of EC2 (https://docs.aws.amazon.com/ec2/latest/devguide/errors-overview.html).</summary>
internal static class Ec2Errors
{
    /// <summary>
    /// Whatever is wrong with a key or signature, EC2 says only this, and also in a region that the account has not
    /// enabled (https://github.com/turbot/steampipe-plugin-aws/issues/75).
    /// </summary>
    public static ServiceException AuthFailure() =>
        new(401, "AuthFailure", "AWS was not able to validate the provided access credentials");

    public static ServiceException Unauthorized() =>
        new(403, "UnauthorizedOperation", "You are not authorized to perform this operation.");

    public static ServiceException DryRun() =>
        new(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");

    public static ServiceException Throttled() => new(503, "RequestLimitExceeded", "Request limit exceeded.");

    public static ServiceException Failed() => new(500, "InternalError", "An internal error has occurred");

    public static ServiceException InvalidValue(string message) => new(400, "InvalidParameterValue", message);

    /// <summary>Gets EC2's error for a signature that STS would refuse with another one.</summary>
    public static ServiceException OfSignature(ServiceException error) =>
        error switch
        {
            { Code: "MissingAuthenticationToken" } => new ServiceException(
                400,
                "MissingParameter",
                "The request must contain the parameter AWSAccessKeyId"
            ),
            { Code: nameof(ServiceException.ExpiredToken) } => Expired(),
            _ => AuthFailure(),
        };

    public static ServiceException Expired() => new(400, "RequestExpired", "Request has expired.");
}
