using RoleAssist.Aws.Http;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.Tests.Http;

public sealed class RefusalCodesTests
{
    [Theory]
    [InlineData("AccessDenied", "", ErrorCode.AccessDenied)]
    [InlineData("UnauthorizedOperation", "", ErrorCode.AccessDenied)]
    [InlineData("SignatureDoesNotMatch", "The request signature we calculated …", ErrorCode.CredentialsInvalid)]
    [InlineData("SignatureDoesNotMatch", "Signature expired: 20261128T…", ErrorCode.ClockSkewed)]
    [InlineData("InvalidSignatureException", "Signature not yet current: …", ErrorCode.ClockSkewed)]
    [InlineData("RequestTimeTooSkewed", "", ErrorCode.ClockSkewed)]
    [InlineData("ExpiredTokenException", "", ErrorCode.CredentialsExpired)]
    [InlineData("TooManyRequestsException", "", ErrorCode.Throttled)]
    [InlineData("AWSOrganizationsNotInUseException", "", ErrorCode.RequestRejected)]
    [InlineData("accessdenied", "", ErrorCode.RequestRejected)]
    [InlineData(null, "", ErrorCode.RequestRejected)]
    public void A_code_means_the_same_for_every_service(string? code, string message, ErrorCode expected) =>
        Assert.Equal(expected, RefusalCodes.Meaning(code, message));
}
