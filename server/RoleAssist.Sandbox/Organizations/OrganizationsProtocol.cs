using System.Text.Json.Serialization.Metadata;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Http;

namespace RoleAssist.Sandbox.Organizations;

/// <summary>Creates responses of JSON 1.1.</summary>
internal static class OrganizationsProtocol
{
    private const string ContentType = "application/x-amz-json-1.1";

    public static ServiceAnswer Answer<T>(T value, JsonTypeInfo<T> type) =>
        JsonAnswer.Create(200, value, type) with
        {
            ContentType = ContentType,
        };

    public static ServiceAnswer Answer(ServiceException error)
    {
        var answer = new OrganizationsError(CodeOf(error), error.Message, (error as InvalidInputException)?.Reason);
        return JsonAnswer.Create(
            error.Status < 500 ? 400 : error.Status,
            answer,
            OrganizationsJsonContext.PascalCase.OrganizationsError
        ) with
        {
            ContentType = ContentType,
        };
    }

    /// <summary>
    /// Gets the code of an error. For signatures, services with JSON have other codes than those with the query protocol
    /// (https://docs.aws.amazon.com/organizations/latest/APIReference/CommonErrors.html), all with status 400.
    /// </summary>
    private static string CodeOf(ServiceException error) =>
        error.Code switch
        {
            "MissingAuthenticationToken" => "MissingAuthenticationTokenException",
            "IncompleteSignature" => "IncompleteSignatureException",
            "SignatureDoesNotMatch" => "InvalidSignatureException",
            "InvalidClientTokenId" => "UnrecognizedClientException",
            "ExpiredToken" => "ExpiredTokenException",
            var code => code,
        };
}
