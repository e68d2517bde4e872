using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Organizations;

/// <summary>
/// The errors of Organizations
/// (https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html#API_ListAccounts_Errors).
/// </summary>
internal static class OrganizationsErrors
{
    public static ServiceException AccessDenied() =>
        new(400, "AccessDeniedException", "You don't have permissions to access this resource.");

    public static ServiceException NotInUse() =>
        new(400, "AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");

    public static ServiceException ParentNotFound() =>
        new(400, "ParentNotFoundException", "You specified parent that doesn't exist.");

    public static ServiceException TargetNotFound() =>
        new(400, "TargetNotFoundException", "You specified a target that doesn't exist.");

    public static ServiceException WrongPattern() =>
        Invalid("INVALID_PATTERN", "You provided a value that does not match the required pattern.");

    /// <summary>The reasons are AWS'. The words of this message and those below are not known (?).</summary>
    public static ServiceException Missing(string parameter) =>
        Invalid("INPUT_REQUIRED", $"You must specify a value for {parameter}.");

    public static ServiceException TooSmall() =>
        Invalid("MIN_VALUE_EXCEEDED", "You provided a value that is lower than the minimum allowed value.");

    public static ServiceException TooLarge() =>
        Invalid("MAX_VALUE_EXCEEDED", "You provided a value that is greater than the maximum allowed value.");

    public static ServiceException WrongToken() =>
        Invalid(
            "INVALID_NEXT_TOKEN",
            "You specified an invalid value for NextToken. You must get the value from the response to a previous call."
        );

    private static InvalidInputException Invalid(string reason, string message) => new(reason, message);
}

/// <summary>An invalid input, with the reason in a word.</summary>
internal sealed class InvalidInputException(string reason, string message)
    : ServiceException(400, nameof(InvalidInputException), message)
{
    public string Reason => reason;
}
